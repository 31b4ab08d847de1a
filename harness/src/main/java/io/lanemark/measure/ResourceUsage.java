package io.lanemark.measure;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// What a JVM has used since it was started, all of its threads together, ended ones included. Null
/// means that the system does not report a figure.
///
/// @param pid of the JVM
/// @param cpuUserNanos processor time in user mode
/// @param cpuSystemNanos processor time in the kernel
/// @param voluntarySwitches context switches of threads that waited for something
/// @param involuntarySwitches context switches of threads that were pre-empted
public record ResourceUsage(
    long pid,
    @Nullable Long cpuUserNanos,
    @Nullable Long cpuSystemNanos,
    @Nullable Long voluntarySwitches,
    @Nullable Long involuntarySwitches)
    implements Serializable {

  /// Asks the kernel: a few microseconds, and about 100 ms the first time in a JVM. Meant to be run
  /// by [io.lanemark.task.TaskExecutor#inEachJvm].
  ///
  /// @return the usage of the JVM that calls
  public static ResourceUsage ofThisJvm() {
    return Getrusage.ofThisJvm();
  }

  /// A JVM that has used nothing yet.
  static ResourceUsage none(long pid) {
    return new ResourceUsage(pid, 0L, 0L, 0L, 0L);
  }

  /// A JVM whose system does not report its usage.
  static ResourceUsage unknown(long pid) {
    return new ResourceUsage(pid, null, null, null, null);
  }

  /// What was used since an earlier moment.
  ResourceUsage since(ResourceUsage earlier) {
    return new ResourceUsage(
        pid,
        difference(cpuUserNanos, earlier.cpuUserNanos),
        difference(cpuSystemNanos, earlier.cpuSystemNanos),
        difference(voluntarySwitches, earlier.voluntarySwitches),
        difference(involuntarySwitches, earlier.involuntarySwitches));
  }

  /// What two JVMs used together.
  ResourceUsage plus(ResourceUsage other) {
    return new ResourceUsage(
        pid,
        sum(cpuUserNanos, other.cpuUserNanos),
        sum(cpuSystemNanos, other.cpuSystemNanos),
        sum(voluntarySwitches, other.voluntarySwitches),
        sum(involuntarySwitches, other.involuntarySwitches));
  }

  static @Nullable Long sum(@Nullable Long left, @Nullable Long right) {
    return left == null || right == null ? null : Long.valueOf(left + right);
  }

  static @Nullable Long difference(@Nullable Long later, @Nullable Long earlier) {
    return later == null || earlier == null ? null : Long.valueOf(later - earlier);
  }
}
