package io.lanemark.measure;

import io.lanemark.results.LatencyLog;
import io.lanemark.results.LatencyLog.Stage;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// The times of the tasks that completed in one window, every one of them.
///
/// One thread records, and nothing is synchronised: a record costs tens of nanoseconds. Another
/// thread may read or reset only when told to by that one.
///
/// A time outside the range from 0 to [LatencyLog#HIGHEST_NANOS] is recorded as the nearest value
/// in it.
public final class LatencyRecorder {

  private final Histogram residence = histogram();
  private final Histogram queued = histogram();
  private final Histogram service = histogram();
  private final Histogram call = histogram();

  /// With nothing recorded.
  public LatencyRecorder() {}

  /// Records one task.
  ///
  /// @param residenceNanos from its submission until its completion was taken
  /// @param queuedNanos from its submission until its body began
  /// @param serviceNanos from the beginning of its body to its end
  public void record(long residenceNanos, long queuedNanos, long serviceNanos) {
    residence.recordValue(trackable(residenceNanos));
    queued.recordValue(trackable(queuedNanos));
    service.recordValue(trackable(serviceNanos));
  }

  /// Records one call of which only its length is known: for one task that is its time in flight,
  /// for several it is the time of the call.
  ///
  /// @param callNanos from the call until it returned with all results
  /// @param tasks how many tasks it completed; at least 1
  public void recordCall(long callNanos, int tasks) {
    (tasks == 1 ? residence : call).recordValue(trackable(callNanos));
  }

  /// Clears everything, for the next window.
  public void reset() {
    residence.reset();
    queued.reset();
    service.reset();
    call.reset();
  }

  /// How many tasks were recorded, or calls.
  ///
  /// @return since the last reset
  public long count() {
    return residence.getTotalCount() + call.getTotalCount();
  }

  /// The residence times added up, or those of calls, as the histograms hold them: within 0.1 %.
  ///
  /// @return nanoseconds since the last reset, over all tasks or calls
  public double residenceNanos() {
    return sum(residence) + sum(call);
  }

  private static double sum(Histogram times) {
    return times.getTotalCount() == 0 ? 0 : times.getMean() * times.getTotalCount();
  }

  /// What was recorded.
  ///
  /// @return the live histogram of each stage, in nanoseconds
  Map<Stage, Histogram> histograms() {
    Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);
    histograms.put(Stage.RESIDENCE, residence);
    histograms.put(Stage.QUEUED, queued);
    histograms.put(Stage.SERVICE, service);
    histograms.put(Stage.CALL, call);
    return histograms;
  }

  private static long trackable(long nanos) {
    return Math.clamp(nanos, 0, LatencyLog.HIGHEST_NANOS);
  }

  private static Histogram histogram() {
    return new Histogram(LatencyLog.HIGHEST_NANOS, LatencyLog.SIGNIFICANT_DIGITS);
  }
}
