package io.lanemark.process;

/// Counts of the tasks and workers of a pool. They are read while tasks run, so they need not add
/// up.
///
/// @param workersAlive processes that run, including those that boot
/// @param tasksQueued accepted, but not yet given to a worker
/// @param tasksAssigned given to a worker and not ended, including those sent ahead
/// @param tasksCompleted ended with a result
/// @param tasksFailed ended with an exception, the death of a worker or a deadline
/// @param tasksCancelled cancelled by the caller
/// @param workersStarted processes that were started
/// @param workersReady of these, those that booted
/// @param workersDied of these, those that ended unexpectedly
/// @param workersRecycled of these, those that were replaced at their limit of tasks or memory
public record PoolStats(
    int workersAlive,
    int tasksQueued,
    int tasksAssigned,
    long tasksCompleted,
    long tasksFailed,
    long tasksCancelled,
    long workersStarted,
    long workersReady,
    long workersDied,
    long workersRecycled) {}
