package io.lanemark.load;

import java.io.Serializable;

/// What a task returns. Stamps are of [System#nanoTime], which on Linux is one clock for all
/// processes of a machine.
///
/// @param result the workload's digest
/// @param begunNanos when the body began
/// @param endedNanos when it ended
/// @param jvm index of the JVM that ran it
record TimedResult(Serializable result, long begunNanos, long endedNanos, int jvm)
    implements Serializable {

  long serviceNanos() {
    return endedNanos - begunNanos;
  }
}
