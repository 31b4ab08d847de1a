package io.lanemark.multiprocessing;

import io.lanemark.process.ChildProcess;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// A child in a process of its own.
record ProcessRun(ChildProcess process) implements ChildRun {
  @Override
  public CompletableFuture<Integer> exitCode() {
    return process.exitCode();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public void terminate() {
    process.terminate();
  }

  @Override
  public void kill() {
    process.kill();
  }
}
