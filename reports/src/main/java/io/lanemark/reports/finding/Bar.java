package io.lanemark.reports.finding;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Ratio;
import io.lanemark.decision.RunResults;
import io.lanemark.results.Case;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.stats.Interval;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the process pool is to give beside a limit that was measured in the same run: a bare link,
/// a bare JVM, the codec alone, Python.
///
/// @param claim what is compared, in one line
/// @param quantity which number of both
/// @param pool the pool's case
/// @param limit what it is held against; null where the bound is no ratio but a number itself
/// @param bound what the ratio, or the number, must be
/// @param atMost whether it must be at most that, and not at least
public record Bar(
    String claim,
    Quantity quantity,
    Side pool,
    @Nullable Side limit,
    double bound,
    boolean atMost) {

  private static final String POOL = "process";
  private static final String REGISTERED = "process+registered";
  private static final String CACHED = "process+aot";

  /// Every bar, in the order in which they are shown.
  public static final List<Bar> ALL =
      List.of(
          atMost(
              "a registered empty task and back, beside 64 bytes over the same kind of socket",
              Quantity.MEDIAN_TIME,
              jvm("apply", REGISTERED),
              jvm("round-trip", "unix-socket"),
              3),
          atMost(
              "a lambda and back, beside the same",
              Quantity.MEDIAN_TIME,
              jvm("apply", POOL),
              jvm("round-trip", "unix-socket"),
              3),
          atMost(
              "a registered empty task and back, beside Python's Pool.apply",
              Quantity.MEDIAN_TIME,
              jvm("apply", REGISTERED),
              python("apply", POOL),
              0.1),
          atMost(
              "a lambda and back, beside the same",
              Quantity.MEDIAN_TIME,
              jvm("apply", POOL),
              python("apply", POOL),
              0.1),
          new Bar(
              "a burst of registered empty tasks, one worker",
              Quantity.RATE,
              jvm("apply-async", REGISTERED),
              null,
              500_000,
              false),
          atLeast(
              "a burst of registered empty tasks, one worker, beside Python's Pool.apply_async",
              jvm("apply-async", REGISTERED),
              python("apply-async", POOL),
              30),
          atLeast(
              "a burst of lambdas, one worker, beside the codec alone",
              jvm("lambda-codec", POOL),
              jvm("lambda-codec", "codec"),
              0.7),
          atLeast(
              "a burst of lambdas, one worker, beside Python's Pool.apply_async",
              jvm("apply-async", POOL),
              python("apply-async", POOL),
              3),
          atLeast(
              "map of 1,000,000 integers, chosen chunks, beside Python's Pool.map",
              jvm("map", POOL),
              python("map", POOL),
              5),
          atLeast(
              "1 MiB there and back, beside the same kind of socket",
              jvm("echo-1m", POOL),
              jvm("echo-1m", "unix-socket"),
              0.8),
          atMost(
              "the first result of a new worker, beside a bare JVM that answers once",
              Quantity.MEAN_TIME,
              jvm("first-result", POOL),
              jvm("first-result", "bare-jvm"),
              1.5),
          atMost(
              "the same from an AOT cache, beside a bare JVM without one",
              Quantity.MEAN_TIME,
              jvm("first-result", CACHED),
              jvm("first-result", "bare-jvm"),
              0.6),
          atMost(
              "the same from an AOT cache, beside Python's spawn",
              Quantity.MEAN_TIME,
              jvm("first-result", CACHED),
              python("first-result", "spawn"),
              1));

  /// Which number is compared.
  public enum Quantity {
    /// Tasks per second.
    RATE,
    /// The median time of all calls of all forks, in nanoseconds.
    MEDIAN_TIME,
    /// The mean time of a call, in nanoseconds.
    MEAN_TIME;

    /// Reads it.
    ///
    /// @param entry a case that has scores
    /// @return empty where there were too few calls
    Optional<Double> of(CaseResult entry) {
      return switch (this) {
        case RATE -> Optional.of(entry.geometricMean());
        case MEAN_TIME -> Optional.of(1e9 / entry.geometricMean());
        case MEDIAN_TIME ->
            entry.supports(Stage.RESIDENCE, 50)
                ? Optional.of((double) entry.times(Stage.RESIDENCE).getValueAtPercentile(50))
                : Optional.empty();
      };
    }
  }

  /// A case by its names.
  ///
  /// @param workload name of the operation
  /// @param model what carries it out
  /// @param variant on the JVM, or in Python
  public record Side(String workload, String model, String variant) {
    private boolean is(Case measured) {
      return measured.workload().equals(workload)
          && measured.model().equals(model)
          && measured.variant().equals(variant);
    }
  }

  /// How a run stands to a bar.
  ///
  /// @param bar the bar
  /// @param pool the pool's number
  /// @param limit the number it is held against; null where there is none
  /// @param ratio of the two; the pool's number itself where there is no other
  /// @param interval 99 % interval of the ratio; null where there are too few forks, or it is one
  ///   of medians
  public record Standing(
      Bar bar, double pool, @Nullable Double limit, double ratio, @Nullable Interval interval) {

    /// Whether the bar is kept.
    ///
    /// @return by the estimate
    public boolean isKept() {
      return bar.atMost ? ratio <= bar.bound : ratio >= bar.bound;
    }
  }

  /// Holds a run against this bar.
  ///
  /// @param cases all of the run
  /// @return empty where one of the two was not measured
  Optional<Standing> standing(List<CaseResult> cases) {
    Optional<CaseResult> ours = find(cases, pool);
    Optional<Double> number = ours.flatMap(quantity::of);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (limit == null) {
      return Optional.of(new Standing(this, number.get(), null, number.get(), null));
    }
    CaseResult other = find(cases, limit).orElse(null);
    if (other == null) {
      return Optional.empty();
    }
    return quantity
        .of(other)
        .map(
            against ->
                new Standing(
                    this,
                    number.get(),
                    against,
                    number.get() / against,
                    interval(ours.get(), other)));
  }

  private @Nullable Interval interval(CaseResult ours, CaseResult other) {
    return switch (quantity) {
      case RATE -> Ratio.of(ours, other).interval();
      case MEAN_TIME -> Ratio.of(other, ours).interval();
      case MEDIAN_TIME -> null;
    };
  }

  private static Optional<CaseResult> find(List<CaseResult> cases, Side side) {
    return cases.stream().filter(each -> side.is(each.measured()) && each.hasScores()).findFirst();
  }

  private static Bar atMost(String claim, Quantity quantity, Side pool, Side limit, double bound) {
    return new Bar(claim, quantity, pool, limit, bound, true);
  }

  private static Bar atLeast(String claim, Side pool, Side limit, double bound) {
    return new Bar(claim, Quantity.RATE, pool, limit, bound, false);
  }

  private static Side jvm(String workload, String model) {
    return new Side(workload, model, Case.DEFAULT_VARIANT);
  }

  private static Side python(String workload, String model) {
    return new Side(workload, model, Case.PYTHON);
  }

  /// How the process pool stands to each bar of which this run has both numbers.
  ///
  /// @param results of the run
  /// @return in the order of the bars; none where no operation was measured
  public static List<Standing> standings(RunResults results) {
    return ALL.stream().flatMap(bar -> bar.standing(results.cases()).stream()).toList();
  }
}
