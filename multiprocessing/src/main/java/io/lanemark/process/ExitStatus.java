package io.lanemark.process;

import java.io.Serializable;
import java.util.OptionalInt;

/// How a process ended: with an exit code of its own, or by a signal.
///
/// The JDK reports 128 + n both for a process that signal n ended and for one that exited with 128
/// + n. The JVMs of this library leave a mark when they exit by themselves, which tells the two
///   apart. `Runtime.halt(128 + n)` leaves no mark and looks like signal n.
///
/// @param value the exit value that the JDK reports
/// @param marked whether the process left the mark of an exit of its own
/// @param killed whether this JVM sent SIGKILL; a process whose shutdown hooks hang has left its
///   mark before that
record ExitStatus(int value, boolean marked, boolean killed) implements Serializable {
  private static final int SIGNAL_BASE = 128;
  private static final int MAX_SIGNAL = 64;
  private static final int SIGKILL = 9;

  /// The signal that ended the process.
  ///
  /// @return empty if it exited by itself
  OptionalInt signal() {
    int signal = value - SIGNAL_BASE;
    boolean possible = signal >= 1 && signal <= MAX_SIGNAL;
    return possible && (!marked || (killed && signal == SIGKILL))
        ? OptionalInt.of(signal)
        : OptionalInt.empty();
  }

  /// Whether SIGKILL ended the process.
  boolean isSigkill() {
    return signal().orElse(0) == SIGKILL;
  }

  /// Python's form: the exit code, or minus the signal.
  int codeOrMinusSignal() {
    return signal().isPresent() ? -signal().getAsInt() : value;
  }
}
