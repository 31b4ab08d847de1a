package io.lanemark.process;

/// Whether the workers of a pool start from an AOT cache (JEP 483), which makes them start in a
/// fraction of the time. Making one takes one or two seconds of CPU time, once for each version of
/// the class path.
public enum AotCacheUse {
  /// No cache is used or made. For measurements that compare, because a cache contains profiles of
  /// the code.
  OFF,
  /// An existing cache is used. If there is none, the pool makes one while tasks run, for workers
  /// that start later, once it has lived for five seconds; a pool that is closed meanwhile gives
  /// up.
  IN_BACKGROUND,
  /// As above, but the first workers wait until it is made. For programs that end soon.
  BEFORE_WORKERS
}
