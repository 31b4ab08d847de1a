package io.lanemark.process;

import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.ipc.RecordTypes;
import io.lanemark.process.ipc.Rendezvous;
import io.lanemark.process.worker.TaskThreads;
import io.lanemark.process.worker.WorkerBoot;
import io.lanemark.task.WorkerIdentity;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The settings of a pool.
///
/// @param size number of workers
/// @param tasksAtOnce over the whole pool
/// @param worker what each worker starts with
/// @param lifetime when a worker ends, and what follows
/// @param queue how many tasks may wait
/// @param watch over tasks; null without a deadline
record PoolSettings(
    int size,
    int tasksAtOnce,
    Start worker,
    Lifetime lifetime,
    Queue queue,
    @Nullable TaskWatch watch) {

  /// What each worker starts with.
  ///
  /// @param launch how to start its JVM
  /// @param threads which of its threads run tasks
  /// @param limits of messages in both directions
  /// @param records names of those that are known by their numbers
  /// @param codec of the parent
  /// @param initializer encoded
  record Start(
      WorkerLaunch launch,
      TaskThreads threads,
      Limits limits,
      RecordTypes records,
      PayloadCodec codec,
      Payload initializer) {}

  /// When a worker ends, and what follows.
  ///
  /// @param grace how long a worker may take to leave, and a task to react to an interrupt
  /// @param recycling when a worker is replaced
  /// @param bootAttempts failures to boot in a row that break the pool
  /// @param partial whether they break it only if no other worker serves or boots
  record Lifetime(Duration grace, Recycling recycling, int bootAttempts, boolean partial) {}

  /// How many tasks may wait.
  ///
  /// @param capacity number of tasks
  /// @param whenFull what happens to one more
  record Queue(int capacity, WhenFull whenFull) {}

  /// What does not divide evenly goes to the workers with the lowest indexes.
  int tasksAtOnce(WorkerIdentity identity) {
    return tasksAtOnce / size + (identity.index() < tasksAtOnce % size ? 1 : 0);
  }

  /// Whether tasks are sent ahead: not if there is a deadline, which is measured from when a task
  /// is sent.
  boolean pipelines() {
    return worker.threads() == TaskThreads.MAIN && watch == null;
  }

  List<WorkerIdentity> workers() {
    return IntStream.range(0, size)
        .mapToObj(index -> new WorkerIdentity("worker-" + (index + 1), index, size))
        .toList();
  }

  WorkerBoot boot(Rendezvous rendezvous, WorkerIdentity identity) {
    return new WorkerBoot(
        rendezvous,
        identity,
        worker.threads(),
        pipelines() ? Pipeline.MAX_DEPTH : tasksAtOnce(identity),
        worker.limits().maxBytes(),
        worker.records().names(),
        worker.initializer());
  }
}
