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

/// A target of the process pool: a bound on a number of the pool, or on its ratio to a limit that
/// was measured in the same run. Limits are a bare link, a bare JVM, the codec alone, and Python.
///
/// @param claim what is compared, in one line
/// @param quantity the number to compare
/// @param pool the pool's case
/// @param limit the case to compare with; null if the bound is for the pool's number itself
/// @param bound the bound of the ratio, or of the number
/// @param atMost whether the bound is an upper one
public record PoolTarget(
    String claim,
    Quantity quantity,
    Side pool,
    @Nullable Side limit,
    double bound,
    boolean atMost) {

  private static final String POOL = "process";
  private static final String REGISTERED = "process+registered";
  private static final String CACHED = "process+aot";

  /// All targets, in the order of the page.
  public static final List<PoolTarget> ALL =
      List.of(
          atMost(
              "a registered empty task and back, compared with 64 bytes over the same kind of"
                  + " socket",
              Quantity.MEDIAN_TIME,
              jvm("apply", REGISTERED),
              jvm("round-trip", "unix-socket"),
              3),
          atMost(
              "a lambda and back, compared with 64 bytes over the same kind of socket",
              Quantity.MEDIAN_TIME,
              jvm("apply", POOL),
              jvm("round-trip", "unix-socket"),
              3),
          atMost(
              "a registered empty task and back, compared with Python's Pool.apply",
              Quantity.MEDIAN_TIME,
              jvm("apply", REGISTERED),
              python("apply", POOL),
              0.1),
          atMost(
              "a lambda and back, compared with Python's Pool.apply",
              Quantity.MEDIAN_TIME,
              jvm("apply", POOL),
              python("apply", POOL),
              0.1),
          new PoolTarget(
              "a burst of registered empty tasks, one worker",
              Quantity.RATE,
              jvm("apply-async", REGISTERED),
              null,
              500_000,
              false),
          atLeast(
              "a burst of registered empty tasks, one worker, compared with Python's"
                  + " Pool.apply_async",
              jvm("apply-async", REGISTERED),
              python("apply-async", POOL),
              30),
          atLeast(
              "a burst of lambdas, one worker, compared with the codec alone",
              jvm("lambda-codec", POOL),
              jvm("lambda-codec", "codec"),
              0.7),
          atLeast(
              "a burst of lambdas, one worker, compared with Python's Pool.apply_async",
              jvm("apply-async", POOL),
              python("apply-async", POOL),
              3),
          atLeast(
              "map of 1,000,000 integers, chosen chunks, compared with Python's Pool.map",
              jvm("map", POOL),
              python("map", POOL),
              5),
          atLeast(
              "1 MiB there and back, compared with the same kind of socket",
              jvm("echo-1m", POOL),
              jvm("echo-1m", "unix-socket"),
              0.8),
          atMost(
              "the first result of a new worker, compared with a bare JVM that answers once",
              Quantity.MEAN_TIME,
              jvm("first-result", POOL),
              jvm("first-result", "bare-jvm"),
              1.5),
          atMost(
              "the first result of a new worker with an AOT cache, compared with a bare JVM without"
                  + " one",
              Quantity.MEAN_TIME,
              jvm("first-result", CACHED),
              jvm("first-result", "bare-jvm"),
              0.6),
          atMost(
              "the first result of a new worker with an AOT cache, compared with Python's spawn",
              Quantity.MEAN_TIME,
              jvm("first-result", CACHED),
              python("first-result", "spawn"),
              1));

  /// The number to compare.
  public enum Quantity {
    /// Tasks per second.
    RATE,
    /// The median time of all calls of all forks, in nanoseconds.
    MEDIAN_TIME,
    /// The mean time of a call, in nanoseconds.
    MEAN_TIME;

    /// Reads the number.
    ///
    /// @param entry a case that has scores
    /// @return empty if there were too few calls
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
  /// @param model name of the implementation
  /// @param variant on the JVM, or in Python
  public record Side(String workload, String model, String variant) {
    private boolean is(Case measured) {
      return measured.workload().equals(workload)
          && measured.model().equals(model)
          && measured.variant().equals(variant);
    }
  }

  /// The outcome of a run for a target.
  ///
  /// @param target the target
  /// @param pool the pool's number
  /// @param limit the number of the limit; null if the target has no limit
  /// @param ratio the pool's number over that of the limit; the pool's number if there is no limit
  /// @param interval 99 % interval of the ratio; null if there are too few forks, or for medians
  public record Outcome(
      PoolTarget target,
      double pool,
      @Nullable Double limit,
      double ratio,
      @Nullable Interval interval) {

    /// Whether the target is reached.
    ///
    /// @return whether the estimate is within the bound
    public boolean isReached() {
      return target.atMost ? ratio <= target.bound : ratio >= target.bound;
    }
  }

  /// Compares a run with this target.
  ///
  /// @param cases all cases of the run
  /// @return empty if the pool or the limit was not measured
  Optional<Outcome> outcome(List<CaseResult> cases) {
    Optional<CaseResult> measured = find(cases, pool);
    Optional<Double> number = measured.flatMap(quantity::of);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (limit == null) {
      return Optional.of(new Outcome(this, number.get(), null, number.get(), null));
    }
    CaseResult other = find(cases, limit).orElse(null);
    if (other == null) {
      return Optional.empty();
    }
    return quantity
        .of(other)
        .map(
            limitNumber ->
                new Outcome(
                    this,
                    number.get(),
                    limitNumber,
                    number.get() / limitNumber,
                    interval(measured.get(), other)));
  }

  private @Nullable Interval interval(CaseResult measured, CaseResult other) {
    return switch (quantity) {
      case RATE -> Ratio.of(measured, other).interval();
      case MEAN_TIME -> Ratio.of(other, measured).interval();
      case MEDIAN_TIME -> null;
    };
  }

  private static Optional<CaseResult> find(List<CaseResult> cases, Side side) {
    return cases.stream().filter(each -> side.is(each.measured()) && each.hasScores()).findFirst();
  }

  private static PoolTarget atMost(
      String claim, Quantity quantity, Side pool, Side limit, double bound) {
    return new PoolTarget(claim, quantity, pool, limit, bound, true);
  }

  private static PoolTarget atLeast(String claim, Side pool, Side limit, double bound) {
    return new PoolTarget(claim, Quantity.RATE, pool, limit, bound, false);
  }

  private static Side jvm(String workload, String model) {
    return new Side(workload, model, Case.DEFAULT_VARIANT);
  }

  private static Side python(String workload, String model) {
    return new Side(workload, model, Case.PYTHON);
  }

  /// The outcomes of all targets that a run has the numbers for.
  ///
  /// @param results results of the run
  /// @return in the order of the targets; empty if no operation was measured
  public static List<Outcome> outcomes(RunResults results) {
    return ALL.stream().flatMap(target -> target.outcome(results.cases()).stream()).toList();
  }
}
