package io.lanemark.process;

import io.lanemark.process.launch.ChildJvm;
import io.lanemark.process.procfs.ControlGroup;
import io.lanemark.task.WorkerIdentity;
import java.io.Serializable;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How a worker's process ended.
///
/// @param worker which one
/// @param pid of the process
/// @param status its exit code or signal
/// @param outOfMemory whether it is known to have run out of memory
/// @param lastErrorLines what it wrote to standard error last
record WorkerDeath(
    WorkerIdentity worker, long pid, ExitStatus status, boolean outOfMemory, String lastErrorLines)
    implements Serializable {

  /// What the JVM exits with under `-XX:+ExitOnOutOfMemoryError`.
  private static final int OUT_OF_MEMORY_EXIT_CODE = 3;

  /// @param killsBefore how many processes the kernel had killed for lack of memory when the worker
  ///   started
  static WorkerDeath of(
      WorkerIdentity worker, ChildJvm jvm, ExitStatus status, @Nullable Long killsBefore) {
    boolean byItself = status.value() == OUT_OF_MEMORY_EXIT_CODE && jvm.saidOutOfMemory();
    boolean byKernel = status.isSigkill() && hasGrown(killsBefore, killsByKernel());
    return new WorkerDeath(worker, jvm.pid(), status, byItself || byKernel, jvm.lastErrorLines());
  }

  /// How many processes the kernel has killed for lack of memory; null if unknown.
  static @Nullable Long killsByKernel() {
    return ControlGroup.ofThisProcess().outOfMemoryKills();
  }

  private static boolean hasGrown(@Nullable Long before, @Nullable Long now) {
    return before != null && now != null && now > before;
  }

  int exitCode() {
    return status.value();
  }

  OptionalInt signal() {
    return status.signal();
  }

  /// In words, such as `exit code 137 (signal 9, out of memory)`.
  String describe() {
    StringBuilder text = new StringBuilder("exit code ").append(exitCode());
    String cause = signal().isPresent() ? "signal " + signal().getAsInt() : "";
    if (outOfMemory) {
      cause = cause.isEmpty() ? "out of memory" : cause + ", out of memory";
    }
    return cause.isEmpty()
        ? text.toString()
        : text.append(" (").append(cause).append(')').toString();
  }

  /// The last lines of standard error, as the end of a message.
  String quotedErrorLines() {
    return lastErrorLines.isEmpty() ? "" : "; its last lines of stderr:\n" + lastErrorLines;
  }
}
