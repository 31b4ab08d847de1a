package io.lanemark.benchmarks.operation;

import io.lanemark.multiprocessing.Child;
import io.lanemark.multiprocessing.Context;
import java.util.OptionalInt;

/// A child that does nothing, started and joined.
final class StartJoin implements Calls {

  private final Context context;
  private final Answers exitCodes = new Answers(OptionalInt.of(0));

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
  public void check() throws WrongAnswerException {
    exitCodes.check();
  }

  @Override
  public void close() {
    // Every child has been joined.
  }
}
