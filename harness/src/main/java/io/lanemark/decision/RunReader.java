package io.lanemark.decision;

import io.lanemark.results.BadResultsException;
import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Run.ModelDescription;
import io.lanemark.results.Run.VariantDescription;
import io.lanemark.results.Run.WorkloadDescription;
import io.lanemark.results.Trial;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// Reads a results folder, and refuses one whose parts do not fit together.
public final class RunReader {

  private RunReader() {}

  /// Reads a results folder, latency logs included.
  ///
  /// @param root the folder
  /// @return what it holds
  /// @throws BadResultsException if anything in it is missing, truncated or not as expected
  public static RunResults read(Path root) {
    ResultsFolder folder = ResultsFolder.open(root);
    Run run = folder.run();
    List<Trial> trials = folder.finishedTrials();
    run.plan().forEach(planned -> check(root, planned.trialCase()));
    for (Trial trial : trials) {
      check(root, trial.planned().trialCase());
      check(folder, trial);
    }
    Set<String> finished =
        trials.stream().map(trial -> trial.planned().id()).collect(Collectors.toSet());
    return new RunResults(
        run,
        cases(folder, run, trials),
        trials,
        run.plan().stream().filter(planned -> !finished.contains(planned.id())).toList());
  }

  private static List<CaseResult> cases(ResultsFolder folder, Run run, List<Trial> trials) {
    Map<Case, String> notes = new LinkedHashMap<>();
    run.plan().stream()
        .filter(planned -> planned.role() == PlannedTrial.Role.MEASURE)
        .forEach(planned -> notes.putIfAbsent(planned.trialCase(), planned.note()));
    Map<Case, List<Trial>> scored =
        trials.stream()
            .filter(Trial::hasScore)
            .filter(trial -> trial.planned().role() == PlannedTrial.Role.MEASURE)
            .sorted(Comparator.comparingInt(trial -> trial.planned().fork()))
            .collect(Collectors.groupingBy(trial -> trial.planned().trialCase()));
    scored.keySet().forEach(measured -> notes.putIfAbsent(measured, ""));
    List<String> models = run.scope().models().stream().map(ModelDescription::name).toList();
    List<String> variants =
        Stream.concat(
                Stream.of(Case.DEFAULT_VARIANT),
                run.scope().variants().stream().map(VariantDescription::name))
            .toList();
    List<String> workloads =
        run.scope().workloads().stream().map(WorkloadDescription::name).toList();
    return notes.entrySet().stream()
        .map(
            entry -> {
              List<Trial> forks = scored.getOrDefault(entry.getKey(), List.of());
              return new CaseResult(
                  entry.getKey(), entry.getValue(), forks, mergedTimes(folder, forks));
            })
        .sorted(
            Comparator.comparingInt(
                    (CaseResult result) -> place(workloads, result.measured().workload()))
                .thenComparingInt(result -> result.measured().inFlight())
                .thenComparingInt(result -> place(variants, result.variant()))
                .thenComparingInt(result -> place(models, result.model()))
                .thenComparing(result -> result.measured().key()))
        .toList();
  }

  private static int place(List<String> names, String name) {
    int place = names.indexOf(name);
    return place < 0 ? names.size() : place;
  }

  private static Map<Stage, Histogram> mergedTimes(ResultsFolder folder, List<Trial> trials) {
    Map<Stage, Histogram> merged = new EnumMap<>(Stage.class);
    for (Trial trial : trials) {
      Path log = folder.latencyLog(trial.planned().id());
      Map<Stage, Histogram> read = LatencyLog.read(log);
      check(log, trial, read);
      read.forEach(
          (stage, times) -> {
            merged.merge(
                stage,
                times,
                (all, one) -> {
                  all.add(one);
                  return all;
                });
          });
    }
    return merged;
  }

  /// Checks that every recorded stage holds all tasks. A call holds K tasks.
  private static void check(Path log, Trial trial, Map<Stage, Histogram> read) {
    long completions = trial.iterations().stream().mapToLong(Iteration::completions).sum();
    Histogram calls = read.get(Stage.CALL);
    boolean ofCalls = calls != null && calls.getTotalCount() > 0;
    read.forEach(
        (stage, times) -> {
          long count = times.getTotalCount();
          boolean isOfCalls = stage == Stage.CALL;
          boolean mayBeEmpty = stage != Stage.RESIDENCE || ofCalls;
          long tasks = isOfCalls ? count * trial.planned().trialCase().inFlight() : count;
          if (tasks != completions && !(count == 0 && mayBeEmpty)) {
            throw new BadResultsException(
                log,
                String.format(
                    Locale.ROOT,
                    "holds %d times of stage '%s', but the trial completed %d tasks",
                    count,
                    stage.tag(),
                    completions));
          }
        });
  }

  private static void check(Path root, Case planned) {
    try {
      planned.model();
      planned.workload();
      planned.arguments();
      if (planned.inFlight() < 1 || planned.workers() < 0) {
        throw new IllegalArgumentException(
            "K must be at least 1 and W at least 0: " + planned.key());
      }
    } catch (IllegalArgumentException e) {
      throw new BadResultsException(root, "unexpected case: " + e.getMessage());
    }
  }

  private static void check(ResultsFolder folder, Trial trial) {
    if (trial.state() != Trial.State.DONE) {
      return;
    }
    boolean measured =
        !trial.iterations().isEmpty()
            && trial.iterations().stream()
                .allMatch(each -> each.durationNanos() > 0 && each.windowNanos() > 0);
    if (!measured) {
      throw new BadResultsException(
          folder.root(),
          "trial %s is done, but none of its windows has a length".formatted(trial.planned().id()));
    }
  }
}
