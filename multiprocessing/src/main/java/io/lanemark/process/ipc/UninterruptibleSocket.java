package io.lanemark.process.ipc;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/// A connected socket as a [Connection].
///
/// A blocking [SocketChannel] closes itself when a thread that uses it is interrupted: a caller
/// that is interrupted in `submit` would break a worker. An interrupt does not close a non-blocking
/// channel, so this one waits with selectors.
public final class UninterruptibleSocket implements Connection {
  /// Enough for many small frames; a large one gets a larger buffer.
  private static final int SMALL_BUFFER_BYTES = 16 * 1024;

  private static final int LARGE_BUFFER_BYTES = 256 * 1024;

  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;
  private ByteBuffer incoming = ByteBuffer.allocateDirect(SMALL_BUFFER_BYTES);
  private ByteBuffer outgoing = ByteBuffer.allocateDirect(SMALL_BUFFER_BYTES);
  private volatile long readLimitMillis;
  private volatile boolean peerEnded;

  private UninterruptibleSocket(SocketChannel channel, Selector readable, Selector writable)
      throws IOException {
    this.channel = channel;
    this.readable = readable;
    this.writable = writable;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, LARGE_BUFFER_BYTES);
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  /// Takes over a connected channel.
  ///
  /// @param channel closed with the socket, or if it fails
  /// @return the socket
  /// @throws IOException if no file descriptor is available
  public static UninterruptibleSocket over(SocketChannel channel) throws IOException {
    List<Closeable> opened = new ArrayList<>(List.of(channel));
    try {
      Selector readable = Selector.open();
      opened.add(readable);
      Selector writable = Selector.open();
      opened.add(writable);
      return new UninterruptibleSocket(channel, readable, writable);
    } catch (IOException e) {
      for (Closeable each : opened) {
        each.close();
      }
      throw e;
    }
  }

  @Override
  public InputStream input() {
    return new Input();
  }

  @Override
  public OutputStream output() {
    return new Output();
  }

  @Override
  public void limitReads(Duration limit) {
    readLimitMillis = limit.toMillis();
  }

  /// Which user the peer is.
  ///
  /// @return empty if the system does not report it
  /// @throws IOException if the socket is closed
  Optional<UserPrincipal> peerUser() throws IOException {
    return channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)
        ? Optional.of(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user())
        : Optional.empty();
  }

  @Override
  public void peerEnded() {
    peerEnded = true;
    readable.wakeup();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    readable.close();
    writable.close();
  }

  private int receive(byte[] target, int offset, int length) throws IOException {
    incoming = roomFor(length, incoming);
    incoming.clear().limit(Math.min(length, incoming.capacity()));
    boolean last = peerEnded;
    int received = channel.read(incoming);
    while (received == 0) {
      if (last) {
        return -1;
      }
      await(readable, readLimitMillis);
      last = peerEnded;
      received = channel.read(incoming);
    }
    if (received > 0) {
      incoming.flip().get(target, offset, received);
    }
    return received;
  }

  private void buffer(byte[] source, int offset, int length) throws IOException {
    if (outgoing.position() == 0) {
      outgoing = roomFor(length, outgoing);
    }
    int end = offset + length;
    int from = offset;
    while (from < end) {
      int bytes = Math.min(outgoing.remaining(), end - from);
      outgoing.put(source, from, bytes);
      from += bytes;
      if (!outgoing.hasRemaining()) {
        send();
      }
    }
  }

  private void send() throws IOException {
    outgoing.flip();
    while (outgoing.hasRemaining()) {
      if (channel.write(outgoing) == 0) {
        await(writable, 0);
      }
    }
    outgoing.clear();
  }

  private static ByteBuffer roomFor(int bytes, ByteBuffer buffer) {
    return bytes > buffer.capacity() && buffer.capacity() < LARGE_BUFFER_BYTES
        ? ByteBuffer.allocateDirect(LARGE_BUFFER_BYTES)
        : buffer;
  }

  /// Keeps an interrupt for later: a selector does not wait in a thread that is interrupted.
  private static void await(Selector selector, long limitMillis) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      long startNanos = System.nanoTime();
      selector.select(limitMillis);
      if (limitMillis > 0
          && selector.selectedKeys().isEmpty()
          && System.nanoTime() - startNanos >= TimeUnit.MILLISECONDS.toNanos(limitMillis)) {
        throw new SocketTimeoutException(
            String.format(Locale.ROOT, "the peer sent nothing for %d ms", limitMillis));
      }
      selector.selectedKeys().clear();
    } catch (ClosedSelectorException e) {
      throw new EOFException("the socket was closed");
    } finally {
      interrupted |= Thread.interrupted();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return length == 0 ? 0 : receive(target, offset, length);
    }
  }

  private final class Output extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      buffer(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      buffer(source, offset, length);
    }

    @Override
    public void flush() throws IOException {
      send();
    }
  }
}
