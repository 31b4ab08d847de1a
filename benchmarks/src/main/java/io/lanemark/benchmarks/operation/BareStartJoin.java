package io.lanemark.benchmarks.operation;

import io.lanemark.process.launch.JvmCommand;
import java.io.IOException;
import java.util.List;

/// A JVM that does nothing, started and awaited.
final class BareStartJoin implements OpenOperation {

  private final JvmCommand command;
  private final UncheckedResults exitCodes = new UncheckedResults(0);

  /// @param jvmArguments those of all measured JVMs
  BareStartJoin(List<String> jvmArguments) {
    this.command = JvmCommand.likeThisOne(NoOpMain.class).withJvmOptions(jvmArguments);
  }

  @Override
  public void call() throws IOException, InterruptedException {
    exitCodes.add(command.start().waitFor());
  }

  @Override
  public void check() throws UnexpectedResultException {
    exitCodes.check();
  }

  @Override
  public void close() {
    // Every JVM has been awaited.
  }
}
