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
/// @param launch how to start one
/// @param threads which of its threads run tasks
/// @param tasksAtOnce over the whole pool
/// @param limits of messages in both directions
/// @param records known by their numbers
/// @param codec of the parent
/// @param initializer encoded
/// @param grace how long a worker may take to leave, and a task to react to an interrupt
/// @param watch over tasks; null without a deadline
/// @param recycling when a worker is replaced
/// @param bootAttempts failures to boot in a row that break the pool
/// @param queueCapacity how many tasks may wait
/// @param whenFull what happens to one more
record PoolSettings(
    int size,
    WorkerLaunch launch,
    TaskThreads threads,
    int tasksAtOnce,
    Limits limits,
    RecordTypes records,
    PayloadCodec codec,
    Payload initializer,
    Duration grace,
    @Nullable TaskWatch watch,
    Recycling recycling,
    int bootAttempts,
    int queueCapacity,
    WhenFull whenFull) {

  /// What does not divide evenly goes to the workers with the lowest indexes.
  int tasksAtOnce(WorkerIdentity worker) {
    return tasksAtOnce / size + (worker.index() < tasksAtOnce % size ? 1 : 0);
  }

  /// Whether tasks are sent ahead: not if there is a deadline, which is measured from when a task
  /// is sent.
  boolean pipelines() {
    return threads == TaskThreads.MAIN && watch == null;
  }

  List<WorkerIdentity> workers() {
    return IntStream.range(0, size)
        .mapToObj(index -> new WorkerIdentity("worker-" + (index + 1), index, size))
        .toList();
  }

  WorkerBoot boot(Rendezvous rendezvous, WorkerIdentity worker) {
    return new WorkerBoot(
        rendezvous,
        worker,
        threads,
        pipelines() ? Pipeline.MAX_DEPTH : tasksAtOnce(worker),
        limits.maxBytes(),
        records.names(),
        initializer);
  }
}
