package io.lanemark.benchmarks.python;

import io.lanemark.measure.LatencyRecorder;
import io.lanemark.results.Iteration;
import io.lanemark.results.TreeFigures;
import io.lanemark.run.TrialFailedException;
import java.util.List;
import java.util.Locale;

/// What a peer recorded in one window. All times are in nanoseconds of one clock.
///
/// @param operations tasks completed, by the count of the peer's measuring
/// @param durationNanos length, by the clock of the peer's measuring
/// @param startNanos when the load began it
/// @param endNanos when the load ended it
/// @param inFlightBeforeNanos the sum of the times that tasks in flight at its start had already
///   been in flight
/// @param inFlightAfterNanos the same at its end
/// @param tasksEach how many tasks each time stands for: 1, or all tasks of a call
/// @param residence of each task, from its submission until its completion was taken; of each call
///   of an operation
/// @param queued of each task, from its submission until its body began; none of an operation
/// @param service of each task, from the beginning of its body to its end; none of an operation
record PythonWindow(
    long operations,
    long durationNanos,
    long startNanos,
    long endNanos,
    long inFlightBeforeNanos,
    long inFlightAfterNanos,
    int tasksEach,
    List<Long> residence,
    List<Long> queued,
    List<Long> service) {
  PythonWindow {
    residence = List.copyOf(residence);
    queued = List.copyOf(queued);
    service = List.copyOf(service);
  }

  /// The window in the form of JMH's windows: with the count and clock of the measuring as well as
  /// those of the load, and with the residence times summed over the histogram, so that Little's
  /// law checks one against the other.
  ///
  /// @param recorder takes the times of every task
  /// @param figures what the process tree used
  /// @return the window
  /// @throws TrialFailedException if the peer's numbers are not consistent
  Iteration record(LatencyRecorder recorder, TreeFigures figures) throws TrialFailedException {
    if ((long) residence.size() * tasksEach != operations
        || queued.size() != service.size()
        || (!queued.isEmpty() && queued.size() != residence.size())) {
      throw new TrialFailedException(
          String.format(
              Locale.ROOT,
              "Python counted %d operations, but sent %d × %d, %d and %d times",
              operations,
              residence.size(),
              tasksEach,
              queued.size(),
              service.size()));
    }
    recorder.reset();
    for (int i = 0; i < residence.size(); i++) {
      if (queued.isEmpty()) {
        recorder.recordCall(residence.get(i), tasksEach);
      } else {
        recorder.record(residence.get(i), queued.get(i), service.get(i));
      }
    }
    double residenceNanos =
        recorder.residenceNanos() * tasksEach - inFlightBeforeNanos + inFlightAfterNanos;
    return Iteration.ofLoad(
            recorder.count() * tasksEach,
            endNanos - startNanos,
            Math.round(residenceNanos),
            figures)
        .scored(operations, durationNanos);
  }
}
