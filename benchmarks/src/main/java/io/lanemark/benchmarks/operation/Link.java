package io.lanemark.benchmarks.operation;

import io.lanemark.process.ipc.SocketFolder;
import io.lanemark.process.launch.JvmCommand;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/// A channel that carries bytes to another JVM and back, with nothing around it.
enum Link {
  /// The standard input and output of the other JVM.
  PIPE("pipe", "two pipes to another JVM") {
    @Override
    Connection open(JvmCommand echo) throws IOException {
      Process process = echo.start();
      OutputStream out = process.getOutputStream();
      return new Connection(process, process.getInputStream(), out, out);
    }
  },

  /// A Unix-domain socket.
  UNIX_SOCKET("unix-socket", "a Unix-domain socket to another JVM, blocking, platform threads") {
    @Override
    Connection open(JvmCommand echo) throws IOException {
      Path directory = Files.createTempDirectory(SocketFolder.forSocket(SOCKET), "lanemark-");
      Path file = directory.resolve("socket");
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        server.bind(UnixDomainSocketAddress.of(file));
        return accept(server, echo);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    }
  },

  /// TCP on the loopback interface.
  TCP("tcp", "TCP over loopback to another JVM, TCP_NODELAY, blocking, platform threads") {
    @Override
    Connection open(JvmCommand echo) throws IOException {
      try (ServerSocketChannel server = ServerSocketChannel.open()) {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return accept(server, echo);
      }
    }
  };

  /// As long as such a name gets.
  private static final Path SOCKET = Path.of("lanemark-" + Long.toUnsignedString(-1), "socket");

  private final String label;
  private final String description;

  Link(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /// Starts the JVM at the other end, and connects to it.
  ///
  /// @param echo as [EchoMain#command] returns it
  /// @throws IOException if it cannot be started, or ends before it has connected
  abstract Connection open(JvmCommand echo) throws IOException;

  String label() {
    return label;
  }

  String description() {
    return description;
  }

  private static Connection accept(ServerSocketChannel server, JvmCommand echo) throws IOException {
    Process process = EchoMain.connectingTo(echo, server.getLocalAddress()).start();
    CompletableFuture<Void> _ = process.onExit().thenRun(() -> stopWaiting(server));
    SocketChannel channel = server.accept();
    if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    return new Connection(
        process, Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
  }

  private static void stopWaiting(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      // The waiting thread closes it again, and gets the exception.
    }
  }

  /// An open link. For one thread.
  ///
  /// @param process the other JVM
  /// @param in what it sends
  /// @param out what it receives, to be flushed
  /// @param end when it is closed, the other JVM ends
  record Connection(Process process, InputStream in, OutputStream out, Closeable end) {

    /// Sends a message and receives the answer, in a fresh array.
    byte[] exchange(byte[] message) throws IOException {
      out.write(message);
      out.flush();
      byte[] answer = new byte[message.length];
      int received = in.readNBytes(answer, 0, answer.length);
      if (received < answer.length) {
        throw new IOException(
            String.format(
                Locale.ROOT, "the other JVM ended after %d of %d bytes", received, answer.length));
      }
      return answer;
    }

    void close() throws IOException, InterruptedException {
      end.close();
      process.getOutputStream().close();
      process.waitFor();
    }
  }
}
