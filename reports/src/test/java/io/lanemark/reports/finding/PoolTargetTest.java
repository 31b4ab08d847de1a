package io.lanemark.reports.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Cases;
import io.lanemark.results.Case;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PoolTargetTest {

  private static final CaseResult POOL = result("apply", "process", "default", 9_000, 100_000);
  private static final CaseResult SOCKET =
      result("round-trip", "unix-socket", "default", 4_000, 200_000);
  private static final CaseResult PYTHON = result("apply", "process", "python", 70_000, 10_000);
  private static final CaseResult NEW_POOL = result("first-result", "process", "default", 0, 4);
  private static final CaseResult BARE_JVM = result("first-result", "bare-jvm", "default", 0, 8);

  /// @param p50 of all calls, in nanoseconds; 0 for too few calls to tell
  private static CaseResult result(
      String workload, String model, String variant, long p50, long... scores) {
    Case measured =
        new Case(
            "Bench.call",
            "thrpt",
            new TreeMap<>(
                Map.of(
                    Case.MODEL, model,
                    Case.WORKLOAD, workload,
                    Case.ARGUMENTS, "",
                    Case.IN_FLIGHT, "1",
                    Case.WORKERS, "1")),
            1,
            variant);
    Histogram times = new Histogram(LatencyLog.HIGHEST_NANOS, LatencyLog.SIGNIFICANT_DIGITS);
    times.recordValueWithCount(Math.max(1, p50), p50 == 0 ? 10 : 1000);
    long[] forks = scores.length > 1 ? scores : new long[] {scores[0], scores[0], scores[0]};
    List<Trial> trials =
        IntStream.range(0, forks.length)
            .mapToObj(
                fork ->
                    new Trial(
                        1,
                        new PlannedTrial(
                            String.format(
                                Locale.ROOT, "%s-%s-%s-%d", workload, model, variant, fork),
                            measured,
                            fork,
                            PlannedTrial.Role.MEASURE,
                            ""),
                        fork,
                        Trial.State.DONE,
                        "",
                        Instant.EPOCH,
                        1,
                        new Trial.WarmUp(1, 1, true, 1),
                        List.of(Cases.iteration(forks[fork], forks[fork], 1_000_000_000L, null))))
            .toList();
    return new CaseResult(measured, "", trials, Map.of(Stage.RESIDENCE, times));
  }

  private static List<PoolTarget.Outcome> outcomes(CaseResult... cases) {
    return PoolTarget.ALL.stream()
        .flatMap(target -> target.outcome(List.of(cases)).stream())
        .toList();
  }

  @Test
  void holdsMediansAgainstEachOther() {
    assertThat(outcomes(POOL, SOCKET))
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.ratio()).isCloseTo(2.25, within(0.01));
              assertThat(outcome.interval()).isNull();
              assertThat(outcome.isReached()).isTrue();
            });
    assertThat(outcomes(POOL, PYTHON))
        .singleElement()
        .returns(false, PoolTarget.Outcome::isReached)
        .satisfies(outcome -> assertThat(outcome.target().bound()).isEqualTo(0.1));
  }

  @Test
  void takesMeanTimesWhereCallsAreFew() {
    assertThat(outcomes(NEW_POOL, BARE_JVM))
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.pool()).isCloseTo(250e6, within(1.0));
              assertThat(outcome.ratio()).isCloseTo(2, within(1e-9));
              assertThat(outcome.isReached()).isFalse();
            });
  }

  @Test
  void holdsARateAgainstANumber() {
    assertThat(outcomes(result("apply-async", "process+registered", "default", 0, 600_000)))
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.limit()).isNull();
              assertThat(outcome.isReached()).isTrue();
            });
  }

  @Test
  void ratiosOfRatesHaveAnInterval() {
    assertThat(
            outcomes(
                result("lambda-codec", "process", "default", 0, 80, 81, 82),
                result("lambda-codec", "codec", "default", 0, 100, 101, 102)))
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.interval()).isNotNull();
              assertThat(outcome.isReached()).isTrue();
            });
  }

  @Test
  void saysNothingOfWhatWasNotMeasured() {
    assertThat(outcomes(POOL)).isEmpty();
    assertThat(outcomes(SOCKET, BARE_JVM)).isEmpty();
  }
}
