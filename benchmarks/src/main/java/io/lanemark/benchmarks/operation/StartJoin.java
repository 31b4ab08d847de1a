package io.lanemark.benchmarks.operation;

import io.lanemark.multiprocessing.Child;
import io.lanemark.multiprocessing.Context;
import java.util.OptionalInt;

/// A child that does nothing, started and joined.
final class StartJoin implements OpenOperation {

  private final Context context;
  private final UncheckedResults exitCodes = new UncheckedResults(OptionalInt.of(0));

  /// @param context what the child is
  StartJoin(Context context) {
    this.context = context;
  }

  @Override
  public void call() throws InterruptedException {
    Child child = context.child(() -> {}).start();
    child.join();
    exitCodes.add(child.exitCode());
  }

  @Override
  public void check() throws UnexpectedResultException {
    exitCodes.check();
  }

  @Override
  public void close() {
    // Every child has been joined.
  }
}
