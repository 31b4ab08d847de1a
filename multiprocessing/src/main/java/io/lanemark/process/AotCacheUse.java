package io.lanemark.process;

/// Whether the workers of a pool start from an AOT cache (JEP 483), which makes them start in a
/// fraction of the time. Making one takes a second or two of processor time, once for each version
/// of the class path.
public enum AotCacheUse {
  /// No cache is used or made. For measurements that compare: a cache holds profiles of the code.
  OFF,
  /// A cache that is there is used. Where there is none, it is made beside the tasks, for workers
  /// that start later, once the pool has lived for five seconds; a pool that is closed meanwhile
  /// gives up.
  IN_BACKGROUND,
  /// As above, but the first workers wait until it is made. For programs that end soon.
  BEFORE_WORKERS
}
