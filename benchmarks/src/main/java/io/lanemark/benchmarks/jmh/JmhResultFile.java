package io.lanemark.benchmarks.jmh;

import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Version;

/// The trials of a run as JMH's own JSON, which every tool for JMH results opens. It is derived:
/// Lanemark itself reads the trials.
public final class JmhResultFile {

  private static final String FILE_NAME = "jmh.json";

  /// The parameter that holds the variant, for which JMH has no field.
  private static final String VARIANT = "variant";

  private JmhResultFile() {}

  /// Whether a run is complete.
  ///
  /// @param root folder of the run
  /// @return whether `jmh.json` is there
  public static boolean isThere(Path root) {
    return Files.exists(root.resolve(FILE_NAME));
  }

  /// Writes `jmh.json` into the folder of the run.
  ///
  /// @param root folder of the run
  /// @param run the run
  /// @param trials its trials; those without a score are left out, and those of peers, which JMH
  ///   did not run
  /// @param jvms what they ran on
  /// @throws IOException if it cannot be written
  public static void write(Path root, Run run, List<Trial> trials, JvmVariants jvms)
      throws IOException {
    Map<Case, List<Trial>> byCase = new LinkedHashMap<>();
    for (Trial trial : trials) {
      if (trial.state() == Trial.State.DONE
          && trial.planned().role() != PlannedTrial.Role.SEARCH
          && !trial.planned().trialCase().isPeer()) {
        byCase.computeIfAbsent(trial.planned().trialCase(), _ -> new ArrayList<>()).add(trial);
      }
    }
    List<RunResult> results = new ArrayList<>();
    byCase.forEach(
        (measured, forks) ->
            results.add(result(run, measured, forks, jvms.named(measured.variant()))));
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(
            ResultFormatType.JSON, new PrintStream(json, false, StandardCharsets.UTF_8))
        .writeOut(results);
    Path temporary = root.resolve("." + FILE_NAME + ".tmp");
    Files.write(temporary, json.toByteArray());
    Files.move(temporary, root.resolve(FILE_NAME), StandardCopyOption.REPLACE_EXISTING);
  }

  private static RunResult result(Run run, Case measured, List<Trial> forks, MeasuredJvm jvm) {
    Iteration first = forks.getFirst().iterations().getFirst();
    IterationParams none = new IterationParams(IterationType.WARMUP, 0, TimeValue.NONE, 1);
    IterationParams measurement =
        new IterationParams(
            IterationType.MEASUREMENT,
            forks.getFirst().iterations().size(),
            TimeValue.milliseconds(Math.round(first.durationNanos() / 1e6)),
            1);
    WorkloadParams parameters = new WorkloadParams();
    measured.parameters().forEach((name, value) -> parameters.put(name, value, 0));
    if (!measured.variant().equals(Case.DEFAULT_VARIANT)) {
      parameters.put(VARIANT, measured.variant(), 0);
    }
    BenchmarkParams params =
        new BenchmarkParams(
            measured.benchmark(),
            measured.benchmark(),
            false,
            measured.threads(),
            new int[] {1},
            List.of(),
            forks.size(),
            0,
            none,
            measurement,
            Mode.deepValueOf(measured.mode()),
            parameters,
            TimeUnit.SECONDS,
            1,
            jvm.executable().toString(),
            jvm.arguments(),
            run.environment().jvm().javaVersion(),
            run.environment().jvm().javaVm(),
            run.environment().jvm().javaVersion(),
            Version.getPlainVersion(),
            TimeValue.minutes(2));
    return new RunResult(
        params,
        forks.stream()
            .map(
                fork ->
                    new BenchmarkResult(
                        params,
                        fork.iterations().stream()
                            .map(iteration -> result(params, measurement, iteration))
                            .toList()))
            .toList());
  }

  private static IterationResult result(
      BenchmarkParams params, IterationParams measurement, Iteration iteration) {
    IterationResult result =
        new IterationResult(
            params,
            measurement,
            new IterationResultMetaData(iteration.operations(), iteration.operations()));
    result.addResult(
        new ThroughputResult(
            ResultRole.PRIMARY,
            params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1),
            iteration.operations(),
            iteration.durationNanos(),
            TimeUnit.SECONDS));
    addScalar(result, "pss", iteration.tree().memory().pssBytes(), 1, "bytes");
    addScalar(result, "rss", iteration.tree().memory().rssBytes(), 1, "bytes");
    addScalar(
        result, "cpuUser", iteration.tree().cpu().cpuUserNanos(), iteration.operations(), "ns/op");
    addScalar(
        result,
        "cpuSystem",
        iteration.tree().cpu().cpuSystemNanos(),
        iteration.operations(),
        "ns/op");
    return result;
  }

  private static void addScalar(
      IterationResult result, String label, @Nullable Long value, long divisor, String unit) {
    if (value != null && divisor > 0) {
      result.addResult(
          new ScalarResult(label, (double) value / divisor, unit, AggregationPolicy.AVG));
    }
  }
}
