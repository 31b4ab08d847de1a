package io.lanemark.process;

/// What has become of the tasks and workers of a pool, and what they do now. Taken while they go
/// on: the numbers need not add up.
///
/// @param workersAlive processes that run, those that boot among them
/// @param tasksQueued accepted, and given to no worker yet
/// @param tasksAssigned given to a worker and not ended; those sent ahead among them
/// @param tasksCompleted ended with a result
/// @param tasksFailed ended with an exception, the death of a worker or a deadline
/// @param tasksCancelled cancelled by the caller
/// @param workersStarted processes that were started
/// @param workersReady of these, those that booted
/// @param workersDied of these, those that ended without being told to
/// @param workersRecycled of these, those that were replaced as they had served for long enough
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
