package io.lanemark.decision;

import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Run.WorkloadDescription;
import io.lanemark.results.SampleFigures;
import io.lanemark.results.Trial;
import io.lanemark.results.Trial.State;
import io.lanemark.results.Trial.WarmUp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Cases with scores as thought up.
public final class Cases {

  static final WorkloadDescription WORKLOAD =
      new WorkloadDescription("crawl", "IO", "GETs pages", "pages=1");

  private Cases() {}

  static CaseResult of(String model, int inFlight, long... scores) {
    return of(model, inFlight, null, scores);
  }

  static CaseResult throttled(String model, int inFlight, long... scores) {
    return of(model, inFlight, 1L, scores);
  }

  static Trial trial(String model, int inFlight, int fork, Iteration... iterations) {
    Case measured =
        new Case(
            "Bench.run",
            "thrpt",
            new TreeMap<>(
                Map.of(
                    Case.MODEL, model,
                    Case.WORKLOAD, WORKLOAD.name(),
                    Case.ARGUMENTS, WORKLOAD.arguments(),
                    Case.IN_FLIGHT, Integer.toString(inFlight),
                    Case.WORKERS, Integer.toString(inFlight))),
            1,
            "default");
    return new Trial(
        1,
        new PlannedTrial(
            String.format(Locale.ROOT, "%s-%d-%d", model, inFlight, fork),
            measured,
            fork,
            PlannedTrial.Role.MEASURE,
            ""),
        fork,
        State.DONE,
        "",
        Instant.EPOCH,
        1,
        new WarmUp(1, 1, true, 1),
        List.of(iterations));
  }

  static BackendCeiling ceiling(long score) {
    return new BackendCeiling(
        trial("platform", 256, 0, iteration(score, score, 256_000_000_000L, null)));
  }

  public static Iteration iteration(
      long operations, long completions, long residenceNanos, @Nullable Long throttledNanos) {
    return new Iteration(
        operations,
        1_000_000_000L,
        completions,
        1_000_000_000L,
        residenceNanos,
        SampleFigures.throttledFor(throttledNanos));
  }

  private static CaseResult of(
      String model, int inFlight, @Nullable Long throttledNanos, long... scores) {
    List<Trial> trials =
        IntStream.range(0, scores.length)
            .mapToObj(
                fork ->
                    trial(
                        model,
                        inFlight,
                        fork,
                        iteration(
                            scores[fork], scores[fork], inFlight * 1_000_000_000L, throttledNanos)))
            .toList();
    return new CaseResult(trial(model, inFlight, 0).planned().trialCase(), "", trials, Map.of());
  }
}
