package io.lanemark.process.ipc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Opens an unconnected Unix-domain socket in a thread of its own. In a JVM that has just started,
/// the first one takes about 15 ms, because the JDK loads its security providers; meanwhile the JVM
/// does other things.
public final class SocketOpening implements Callable<SocketChannel> {
  private final FutureTask<SocketChannel> result = new FutureTask<>(this);

  private SocketOpening() {}

  /// Begins.
  ///
  /// @return the opening, to be waited for
  public static SocketOpening begin() {
    SocketOpening opening = new SocketOpening();
    Thread thread = new Thread(opening.result, "socket-opening");
    thread.setDaemon(true);
    thread.start();
    return opening;
  }

  @Override
  public SocketChannel call() throws IOException {
    return SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  /// Waits for the socket.
  ///
  /// @return not connected
  /// @throws IOException if it cannot be opened
  public SocketChannel await() throws IOException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IOException("cannot open a socket: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a socket was opened");
    }
  }
}
