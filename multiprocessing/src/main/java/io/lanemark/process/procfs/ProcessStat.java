package io.lanemark.process.procfs;

/// What the kernel's scheduler knows of a process.
///
/// @param pid of the process
/// @param parentPid of the process that it belongs to now; 1 or a reaper's where its own has ended
/// @param state letter of proc(5), such as `R` for running
/// @param userNanos processor time in user mode, of all its threads, ended ones included
/// @param systemNanos processor time in the kernel, of all its threads, ended ones included
/// @param reapedNanos processor time of its children that have ended, and of theirs
/// @param threads it has now
public record ProcessStat(
    long pid,
    long parentPid,
    char state,
    long userNanos,
    long systemNanos,
    long reapedNanos,
    int threads) {

  /// Whether the process has ended and only waits for its parent to take note.
  ///
  /// @return true for states `Z` and `X`
  public boolean hasEnded() {
    return state == 'Z' || state == 'X';
  }
}
