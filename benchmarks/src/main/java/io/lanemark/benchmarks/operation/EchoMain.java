package io.lanemark.benchmarks.operation;

import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.launch.ParentWatch;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;

/// A JVM that sends back each message that it receives, through a fresh array.
final class EchoMain {

  private static final String UNIX = "unix";
  private static final String TCP = "tcp";

  private EchoMain() {}

  /// The command that starts it on its standard input and output.
  ///
  /// @param messageBytes length of every message
  /// @param jvmArguments those of all measured JVMs
  static JvmCommand command(int messageBytes, List<String> jvmArguments) {
    return JvmCommand.likeThisOne(EchoMain.class, Integer.toString(messageBytes))
        .withJvmOptions(jvmArguments);
  }

  /// The command that starts it and makes it connect to a listening socket.
  ///
  /// @param command as [#command] returns it
  /// @param address a Unix-domain socket, or TCP on this machine
  static JvmCommand connectingTo(JvmCommand command, SocketAddress address) {
    String messageBytes = command.arguments().getFirst();
    return command.withArguments(
        address instanceof InetSocketAddress tcp
            ? List.of(messageBytes, TCP, Integer.toString(tcp.getPort()))
            : List.of(messageBytes, UNIX, address.toString()));
  }

  /// Echoes until the stream ends.
  ///
  /// @param arguments length of a message; kind and place of a socket, or neither to use its
  ///   standard streams
  /// @throws IOException if the other side closes the connection early
  public static void main(String... arguments) throws IOException {
    int messageBytes = Integer.parseInt(arguments[0]);
    if (arguments.length == 1) {
      echo(
          new FileInputStream(FileDescriptor.in),
          new FileOutputStream(FileDescriptor.out),
          messageBytes);
      return;
    }
    ParentWatch.haltWhenParentEnds(() -> {});
    try (SocketChannel channel = connect(arguments[1], arguments[2])) {
      echo(Channels.newInputStream(channel), Channels.newOutputStream(channel), messageBytes);
    }
  }

  private static SocketChannel connect(String kind, String place) throws IOException {
    if (kind.equals(UNIX)) {
      return SocketChannel.open(UnixDomainSocketAddress.of(place));
    }
    SocketChannel channel =
        SocketChannel.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(place)));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  private static void echo(InputStream in, OutputStream out, int messageBytes) throws IOException {
    byte[] message = new byte[messageBytes];
    while (in.readNBytes(message, 0, messageBytes) == messageBytes) {
      out.write(message);
      message = new byte[messageBytes];
    }
  }
}
