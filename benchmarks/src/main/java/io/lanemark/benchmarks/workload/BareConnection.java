package io.lanemark.benchmarks.workload;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A connection to an HTTP server that asks for pages of known size and throws them away: it only
/// checks the status and finds the end of the head. Not safe for use by several threads at once.
final class BareConnection implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] OK = ascii("HTTP/1.1 200 ");
  private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");

  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  private BareConnection(SocketChannel channel) {
    this.channel = channel;
  }

  static BareConnection open(InetSocketAddress server) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new BareConnection(channel);
  }

  /// Asks for a page and waits until all of it is there.
  void get(URI page, int pageBytes) throws IOException {
    buffer.clear();
    buffer.put(
        ascii("GET " + page.getPath() + " HTTP/1.1\r\nHost: " + page.getAuthority() + "\r\n\r\n"));
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
    int head = readHead(page);
    long left = head + (long) pageBytes - buffer.position();
    while (left > 0) {
      buffer.clear();
      left -= read(page);
    }
    if (left < 0) {
      throw new IOException(
          String.format(Locale.ROOT, "%d bytes more than expected from %s", -left, page));
    }
  }

  /// Reads the head of the response and returns its length in bytes.
  private int readHead(URI page) throws IOException {
    for (int end = OK.length; ; end++) {
      while (buffer.position() < end + END_OF_HEAD.length) {
        read(page);
      }
      if (holds(END_OF_HEAD, end)) {
        if (!holds(OK, 0)) {
          throw new IOException("expected status 200 from " + page);
        }
        return end + END_OF_HEAD.length;
      }
    }
  }

  private boolean holds(byte[] expected, int at) {
    for (int i = 0; i < expected.length; i++) {
      if (buffer.get(at + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private int read(URI page) throws IOException {
    int count = channel.read(buffer);
    if (count <= 0) {
      throw new EOFException("the response of %s ends too early".formatted(page));
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
