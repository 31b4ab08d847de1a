package io.lanemark.benchmarks.run;

import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.SampleEnvironment;
import io.lanemark.results.Trial;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A run of three trials that nobody measured.
public final class SampleRun {

  static final List<PlannedTrial> PLAN =
      List.of(planned("0000-a", 1), planned("0001-b", 2), planned("0002-c", 3));

  private SampleRun() {}

  /// Publishes a trial of the plan as one that failed.
  static void fail(ResultsFolder folder, int position) throws IOException {
    PlannedTrial planned = PLAN.get(position);
    folder.publish(
        folder.beginTrial(planned.id()),
        new Trial(
            Run.SCHEMA_VERSION,
            planned,
            position,
            Trial.State.FAILED,
            "why",
            Instant.EPOCH,
            1,
            Trial.WarmUp.NONE,
            List.of()));
  }

  private static PlannedTrial planned(String id, int inFlight) {
    Map<String, String> parameters =
        Map.of(
            Case.MODEL, "virtual",
            Case.WORKLOAD, "sleep",
            Case.IN_FLIGHT, Integer.toString(inFlight),
            Case.WORKERS, "1");
    return new PlannedTrial(
        id,
        new Case("benchmark", "thrpt", new TreeMap<>(parameters), 1, "default"),
        0,
        PlannedTrial.Role.MEASURE,
        "");
  }

  static Run run() {
    return startedBy("scripts/lanemark", "run");
  }

  public static Run startedBy(String... command) {
    return new Run(
        Run.SCHEMA_VERSION,
        "id",
        Instant.EPOCH,
        List.of(),
        List.of(command),
        "quick",
        1,
        1,
        SampleEnvironment.small(),
        null,
        "abc",
        List.of(),
        null,
        List.of(),
        List.of(),
        PLAN);
  }
}
