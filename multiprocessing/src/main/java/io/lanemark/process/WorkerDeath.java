package io.lanemark.process;

import io.lanemark.process.launch.ChildJvm;
import io.lanemark.process.procfs.ControlGroup;
import io.lanemark.task.WorkerIdentity;
import java.io.Serializable;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a worker's process ended.
///
/// @param worker which one
/// @param pid of the process
/// @param exitCode as the JDK tells it
/// @param exited whether it left the mark of an exit of its own
/// @param outOfMemory whether it is known to have run out of memory
/// @param lastErrorLines what it wrote to standard error last
record WorkerDeath(
    WorkerIdentity worker,
    long pid,
    int exitCode,
    boolean exited,
    boolean outOfMemory,
    String lastErrorLines)
    implements Serializable {

  private static final int SIGNAL_BASE = 128;
  private static final int MAX_SIGNAL = 64;
  private static final int SIGKILL = 9;

  /// HUP, INT and TERM: the JVM itself turns them into an exit of its own.
  private static final Set<Integer> ORDERLY_SIGNALS = Set.of(1, 2, 15);

  /// What the JVM exits with under `-XX:+ExitOnOutOfMemoryError`.
  private static final int OUT_OF_MEMORY_EXIT_CODE = 3;

  /// @param killsBefore the kernel's count of processes killed for lack of memory when it started
  static WorkerDeath of(
      WorkerIdentity worker,
      ChildJvm jvm,
      int exitCode,
      boolean exited,
      @Nullable Long killsBefore) {
    String lines = jvm.lastErrorLines();
    boolean byItself = exitCode == OUT_OF_MEMORY_EXIT_CODE && jvm.saidOutOfMemory();
    boolean byKernel =
        signalOf(exitCode, exited).orElse(0) == SIGKILL && hasGrown(killsBefore, killsByKernel());
    return new WorkerDeath(worker, jvm.pid(), exitCode, exited, byItself || byKernel, lines);
  }

  /// How often the kernel has killed for lack of memory, as far as it tells.
  static @Nullable Long killsByKernel() {
    return ControlGroup.ofThisProcess().outOfMemoryKills();
  }

  private static boolean hasGrown(@Nullable Long before, @Nullable Long now) {
    return before != null && now != null && now > before;
  }

  OptionalInt signal() {
    return signalOf(exitCode, exited);
  }

  private static OptionalInt signalOf(int exitCode, boolean exited) {
    int signal = exitCode - SIGNAL_BASE;
    boolean possible = signal >= 1 && signal <= MAX_SIGNAL;
    return possible && (!exited || ORDERLY_SIGNALS.contains(signal))
        ? OptionalInt.of(signal)
        : OptionalInt.empty();
  }

  /// In words, such as `exit code 137 (signal 9, out of memory)`.
  String describe() {
    StringBuilder text = new StringBuilder("exit code ").append(exitCode);
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
