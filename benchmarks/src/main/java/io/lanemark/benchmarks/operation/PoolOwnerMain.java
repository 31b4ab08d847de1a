package io.lanemark.benchmarks.operation;

import io.lanemark.process.AotCacheUse;
import io.lanemark.process.ProcessPool;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.task.TaskFuture;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A program with a process pool that is killed in the middle of its life.
final class PoolOwnerMain {

  /// What it prints when its pool is ready.
  static final String READY = "ready";

  private static final String BUSY = "busy";

  private PoolOwnerMain() {}

  /// The command that starts it.
  ///
  /// @param workers of its pool
  /// @param busy whether all of them are to run a task
  static JvmCommand command(int workers, boolean busy) {
    return JvmCommand.likeThisOne(PoolOwnerMain.class)
        .withArguments(List.of(Integer.toString(workers), busy ? BUSY : "idle"));
  }

  /// Prints that it is ready, and waits to be killed.
  ///
  /// @param arguments number of workers, and whether they are busy
  /// @throws Exception if the pool cannot be started
  public static void main(String... arguments) throws Exception {
    int workers = Integer.parseInt(arguments[0]);
    try (ProcessPool pool =
        ProcessPool.builder().size(workers).aotCache(AotCacheUse.OFF).partial(false).start()) {
      pool.inEachJvm(() -> 1);
      if (arguments[1].equals(BUSY)) {
        for (int i = 0; i < workers; i++) {
          TaskFuture<Integer> _ = pool.submit(new EndlessTask());
        }
        EndlessTask.awaitBegun(pool);
      }
      System.out.println(READY);
      new CountDownLatch(1).await();
    }
  }
}
