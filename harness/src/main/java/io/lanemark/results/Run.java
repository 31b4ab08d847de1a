package io.lanemark.results;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A set of trials: one plan, one seed, one environment, one folder. The content of `run.json`.
///
/// @param schemaVersion version of the layout of the folder, [#SCHEMA_VERSION] when written by this
///   code
/// @param id name of the run, unique on a machine
/// @param startedAt when it began
/// @param command the words that started it, as they would be typed again
/// @param profile name of the profile that filled in what the command left open
/// @param seed what the order of the trials was drawn from
/// @param forks trials of each case that runs
/// @param environment where it ran
/// @param commit commit of Lanemark's own sources; null outside a checkout
/// @param code hash of the content of the class path that was measured; null where nobody wrote it
///   down
/// @param variants what the cases ran on or with; empty where there is one only
/// @param memoryBudgetBytes PSS that each model could take, at its best W; null where all models
///   had the same W instead
/// @param models the execution models of the plan
/// @param workloads the workloads of the plan
/// @param plan all trials, in the order in which they run
public record Run(
    int schemaVersion,
    String id,
    Instant startedAt,
    List<String> command,
    String profile,
    long seed,
    int forks,
    Environment environment,
    @Nullable String commit,
    @Nullable String code,
    List<VariantDescription> variants,
    @Nullable Long memoryBudgetBytes,
    List<ModelDescription> models,
    List<WorkloadDescription> workloads,
    List<PlannedTrial> plan) {

  /// The layout that this code reads and writes.
  public static final int SCHEMA_VERSION = 1;

  /// Copies the lists and refuses missing parts; older runs have no list of variants.
  public Run {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(environment, "environment");
    command = List.copyOf(command);
    variants = List.copyOf(Objects.requireNonNullElse(variants, List.of()));
    models = List.copyOf(models);
    workloads = List.copyOf(workloads);
    plan = List.copyOf(plan);
  }

  /// An execution model of the plan.
  ///
  /// @param name its name
  /// @param description what it is, in one line
  public record ModelDescription(String name, String description) {
    /// Refuses missing parts.
    public ModelDescription {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(description, "description");
    }
  }

  /// What cases run on or with.
  ///
  /// @param name as in [Case#variant]
  /// @param description what it is, in one line
  public record VariantDescription(String name, String description) {
    /// Refuses missing parts.
    public VariantDescription {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(description, "description");
    }
  }

  /// A workload of the plan.
  ///
  /// @param name its name
  /// @param kind `CPU`, `IO`, `MIXED` or `CONTROL`
  /// @param description what it does, in one line
  /// @param arguments its parameters in this run, as canonical text
  public record WorkloadDescription(
      String name, String kind, String description, String arguments) {
    /// Refuses missing parts.
    public WorkloadDescription {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(description, "description");
      Objects.requireNonNull(arguments, "arguments");
    }
  }
}
