package io.lanemark.cli;

import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.plan.Planner;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.results.Environment;
import io.lanemark.results.Run;
import io.lanemark.workload.WorkloadProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A plan as the record that goes into `run.json`.
final class RunRecord {

  private RunRecord() {}

  static Run of(
      String id,
      Instant startedAt,
      List<String> command,
      Planner.Plan plan,
      Selection selection,
      Environment environment,
      List<Run.VariantDescription> variants,
      String code,
      RunBackends backends) {
    return new Run(
        Run.SCHEMA_VERSION,
        id,
        startedAt,
        List.of(),
        command,
        selection.profile().name(),
        selection.seed(),
        selection.forks(),
        environment,
        commit(),
        code,
        Stream.concat(variants.stream(), plan.variants().stream()).toList(),
        selection.memoryBudgetBytes().isPresent()
            ? (Long) selection.memoryBudgetBytes().getAsLong()
            : null,
        plan.models().stream()
            .map(model -> new Run.ModelDescription(model.name(), model.description()))
            .toList(),
        plan.workloads().entrySet().stream()
            .map(
                entry ->
                    new Run.WorkloadDescription(
                        entry.getKey().name(),
                        entry.getKey().kind().name(),
                        description(entry.getKey(), backends),
                        entry.getValue().toString()))
            .toList(),
        plan.trials());
  }

  /// What the workload does, and what is to be known of its backends, such as whether files are
  /// read past the page cache.
  private static String description(WorkloadProvider workload, RunBackends backends) {
    List<String> labels = backends.labels(workload.backends());
    return labels.isEmpty()
        ? workload.description()
        : "%s (%s)".formatted(workload.description(), String.join("; ", labels));
  }

  /// The commit that the build wrote down, which a build outside a checkout does not.
  private static @Nullable String commit() {
    try (InputStream file = RunRecord.class.getResourceAsStream("git.properties")) {
      if (file == null) {
        return null;
      }
      Properties properties = new Properties();
      properties.load(file);
      String commit = properties.getProperty("git.commit.id.full");
      boolean dirty = Boolean.parseBoolean(properties.getProperty("git.dirty"));
      return commit == null || !dirty ? commit : commit + "-dirty";
    } catch (IOException e) {
      throw new UncheckedIOException("git.properties in the jar cannot be read", e);
    }
  }
}
