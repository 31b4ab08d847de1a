package io.lanemark.process;

/// What happens to a task that is submitted while the queue of a pool is full.
public enum WhenFull {
  /// `submit` waits for room; an interrupt ends the wait, and the task is refused. A dependent
  /// action that runs in a thread of the pool does not wait: its task is queued beyond the limit.
  BLOCK,
  /// `submit` throws a [java.util.concurrent.RejectedExecutionException].
  REFUSE
}
