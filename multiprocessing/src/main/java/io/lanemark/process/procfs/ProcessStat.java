package io.lanemark.process.procfs;

/// State and CPU time of a process, as the kernel reports them.
///
/// @param pid of the process
/// @param parentPid of its current parent; 1 or a reaper if its own parent has ended
/// @param state letter of proc(5), such as `R` for running
/// @param userNanos CPU time in user mode, of all its threads, including ended ones
/// @param systemNanos CPU time in the kernel, of all its threads, including ended ones
/// @param reapedNanos CPU time of its children that have ended, and of theirs
/// @param threads it has now
public record ProcessStat(
    long pid,
    long parentPid,
    char state,
    long userNanos,
    long systemNanos,
    long reapedNanos,
    int threads) {

  /// Whether the process has ended and its parent has not yet waited for it.
  ///
  /// @return true for states `Z` and `X`
  public boolean hasEnded() {
    return state == 'Z' || state == 'X';
  }
}
