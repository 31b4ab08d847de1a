package io.lanemark.reports.page;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Ratio;
import io.lanemark.decision.RunResults;
import io.lanemark.reports.finding.OperationPair;
import io.lanemark.reports.finding.PoolTarget;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.text.Scale;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// The process pool next to its limits, and operations next to those of Python.
///
/// @param targets a row for each target whose numbers were measured
/// @param pairs a row for each operation in Python
record PoolTargets(List<Row> targets, List<Pair> pairs) {

  /// One target.
  ///
  /// @param claim what is compared
  /// @param pool the pool's number
  /// @param limit number of the limit; empty if the bound is for the pool's number itself
  /// @param ratio the pool's number over that of the limit, with its interval
  /// @param bound the bound
  /// @param reached whether the estimate is within the bound
  record Row(
      String claim, String pool, String limit, String ratio, String bound, boolean reached) {}

  /// One operation in Python.
  ///
  /// @param operation the operation
  /// @param setting its K and W
  /// @param python implementation and numbers in Python
  /// @param jvm implementation and numbers on the JVM
  /// @param ratio throughput of the JVM's over Python's, with its interval
  record Pair(String operation, String setting, String python, String jvm, String ratio) {}

  static PoolTargets of(RunResults results) {
    return new PoolTargets(
        PoolTarget.outcomes(results).stream().map(PoolTargets::row).toList(),
        OperationPair.of(results).stream().map(PoolTargets::pair).toList());
  }

  boolean anyTargets() {
    return !targets.isEmpty();
  }

  boolean anyPairs() {
    return !pairs.isEmpty();
  }

  private static Row row(PoolTarget.Outcome outcome) {
    PoolTarget target = outcome.target();
    String comparison = target.atMost() ? "≤ " : "≥ ";
    boolean hasNoLimit = target.limit() == null;
    return new Row(
        target.claim(),
        text(target.quantity(), outcome.pool()),
        text(target.quantity(), outcome.limit()),
        hasNoLimit
            ? ""
            : outcome.interval() == null
                ? PageText.ratio(outcome.ratio())
                : PageText.withInterval(new Ratio(outcome.ratio(), outcome.interval())),
        comparison
            + (hasNoLimit
                ? text(target.quantity(), target.bound())
                : PageText.ratio(target.bound()) + " ×"),
        outcome.isReached());
  }

  private static String text(PoolTarget.Quantity quantity, @Nullable Double number) {
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
        String.format(
            Locale.ROOT,
            "K = %d, W = %d",
            python.measured().inFlight(),
            python.measured().workers()),
        text(python),
        jvm == null ? PageText.NONE : text(jvm),
        jvm == null ? PageText.NONE : PageText.withInterval(Ratio.of(jvm, python)));
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
