package io.lanemark.reports.page;

import io.lanemark.decision.BackendCeiling;
import io.lanemark.decision.Metric;
import io.lanemark.decision.RunResults;
import io.lanemark.results.Case;
import io.lanemark.results.Trial;
import io.lanemark.text.Scale;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// Throughput of the backends alone, for requests without an execution model.
///
/// @param rows one for each workload whose backends were measured alone
record BackendAloneTable(List<Row> rows) {

  /// One workload.
  ///
  /// @param workload the workload
  /// @param inFlight K of the bare requests
  /// @param rate tasks per second
  /// @param backendCpu CPU time of the backends for each task
  /// @param backendShare the backends' share of all CPU time
  /// @param caveat why the number may be unreliable; may be empty
  record Row(
      String workload,
      int inFlight,
      String rate,
      String backendCpu,
      String backendShare,
      String caveat) {}

  static BackendAloneTable of(RunResults results) {
    return new BackendAloneTable(results.ceilings().stream().map(BackendAloneTable::row).toList());
  }

  boolean any() {
    return !rows.isEmpty();
  }

  private static Row row(BackendCeiling ceiling) {
    Trial trial = ceiling.trial();
    Case alone = trial.planned().trialCase();
    return new Row(
        alone.workload(),
        alone.inFlight(),
        Scale.of("", DoubleStream.of(ceiling.tasksPerSecond())).text(ceiling.tasksPerSecond()),
        text(trial, Metric.BACKEND_CPU_NANOS, BackendAloneTable::nanos),
        text(trial, Metric.BACKEND_SHARE, PageText::percent),
        trial.warmUp().steady() ? "" : "still warming up");
  }

  private static String text(Trial trial, Metric metric, Function<Double, String> format) {
    Double value = metric.of(trial);
    return value == null ? PageText.NOT_AVAILABLE : format.apply(value);
  }

  private static String nanos(double nanos) {
    return Scale.ofNanos(DoubleStream.of(nanos)).text(nanos);
  }
}
