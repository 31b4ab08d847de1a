package io.lanemark.reports.page;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Ratio;
import io.lanemark.decision.RunResults;
import io.lanemark.reports.finding.Bar;
import io.lanemark.reports.finding.OperationPair;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.text.Scale;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// The process pool beside its limits, and operations beside those of Python.
///
/// @param bars a row for each bar of which both numbers were measured
/// @param pairs a row for each operation in Python
record PoolBars(List<Row> bars, List<Pair> pairs) {

  /// One bar.
  ///
  /// @param claim what is compared
  /// @param pool the pool's number
  /// @param limit what it is held against; empty where the number itself is
  /// @param ratio of the two, with its interval
  /// @param bound what it must be
  /// @param kept whether it is
  record Row(String claim, String pool, String limit, String ratio, String bound, boolean kept) {}

  /// One operation in Python.
  ///
  /// @param operation the operation
  /// @param setting its K and W
  /// @param python what carries it out there, and how it does
  /// @param jvm the same on the JVM
  /// @param ratio throughput of the JVM's over Python's, with its interval
  record Pair(String operation, String setting, String python, String jvm, String ratio) {}

  static PoolBars of(RunResults results) {
    return new PoolBars(
        Bar.standings(results).stream().map(PoolBars::row).toList(),
        OperationPair.of(results).stream().map(PoolBars::pair).toList());
  }

  boolean anyBars() {
    return !bars.isEmpty();
  }

  boolean anyPairs() {
    return !pairs.isEmpty();
  }

  private static Row row(Bar.Standing standing) {
    Bar bar = standing.bar();
    String comparison = bar.atMost() ? "≤ " : "≥ ";
    boolean ofNumber = bar.limit() == null;
    return new Row(
        bar.claim(),
        text(bar.quantity(), standing.pool()),
        text(bar.quantity(), standing.limit()),
        ofNumber
            ? ""
            : standing.interval() == null
                ? Wording.ratio(standing.ratio())
                : Wording.withInterval(new Ratio(standing.ratio(), standing.interval())),
        comparison
            + (ofNumber ? text(bar.quantity(), bar.bound()) : Wording.ratio(bar.bound()) + " ×"),
        standing.isKept());
  }

  private static String text(Bar.Quantity quantity, @Nullable Double number) {
    if (number == null) {
      return "";
    }
    return switch (quantity) {
      case RATE -> rate(number);
      case MEDIAN_TIME -> "p50 " + nanos(number);
      case MEAN_TIME -> "mean " + nanos(number);
    };
  }

  private static Pair pair(OperationPair pair) {
    CaseResult python = pair.python();
    CaseResult jvm = pair.jvm();
    return new Pair(
        python.measured().workload(),
        "K = %d, W = %d".formatted(python.measured().inFlight(), python.measured().workers()),
        text(python),
        jvm == null ? Wording.NONE : text(jvm),
        jvm == null ? Wording.NONE : Wording.withInterval(Ratio.of(jvm, python)));
  }

  private static String text(CaseResult entry) {
    String text = "%s: %s".formatted(entry.model(), rate(entry.scores().median()));
    return entry.supports(Stage.RESIDENCE, 50)
        ? "%s, p50 %s"
            .formatted(text, nanos((double) entry.times(Stage.RESIDENCE).getValueAtPercentile(50)))
        : text;
  }

  private static String rate(double perSecond) {
    return Scale.of("tasks/s", DoubleStream.of(perSecond)).text(perSecond);
  }

  private static String nanos(double nanos) {
    return Scale.ofNanos(DoubleStream.of(nanos)).text(nanos);
  }
}
