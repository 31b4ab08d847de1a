package io.lanemark.benchmarks.operation;

import io.lanemark.process.launch.JvmCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// From the start of a JVM until its first response.
final class BareJvm implements OpenOperation {

  private static final byte[] MESSAGE = {1};

  private final JvmCommand command;
  private final UncheckedResults results = new UncheckedResults(MESSAGE);
  private final List<Link.Connection> opened = new ArrayList<>();

  /// @param jvmArguments those of all measured JVMs
  BareJvm(List<String> jvmArguments) {
    this.command = EchoMain.command(MESSAGE.length, jvmArguments);
  }

  @Override
  public void call() throws IOException {
    Link.Connection connection = Link.UNIX_SOCKET.open(command);
    opened.add(connection);
    results.add(connection.exchange(MESSAGE));
  }

  @Override
  public void check() throws UnexpectedResultException, IOException, InterruptedException {
    for (Link.Connection connection : opened) {
      connection.close();
    }
    opened.clear();
    results.check();
  }

  @Override
  public void close() {
    // Each check has closed everything.
  }
}
