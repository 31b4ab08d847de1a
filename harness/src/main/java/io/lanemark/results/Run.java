package io.lanemark.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A set of trials: one plan, one seed, one environment, one folder. The content of `run.json`, in
/// which the components of times, request, source and scope are on the top level.
///
/// @param schemaVersion version of the layout of the folder, [#SCHEMA_VERSION] when written by this
///   code
/// @param id name of the run, unique on a machine
/// @param times when it was started and resumed
/// @param request what was asked for
/// @param environment where it ran
/// @param source the code that was measured
/// @param scope what is compared
/// @param plan all trials, in the order in which they run; during the search for the best W, only
///   the trials of the search
public record Run(
    int schemaVersion,
    String id,
    @JsonUnwrapped Times times,
    @JsonUnwrapped Request request,
    Environment environment,
    @JsonUnwrapped Source source,
    @JsonUnwrapped Scope scope,
    List<PlannedTrial> plan) {

  /// The layout that this code reads and writes.
  public static final int SCHEMA_VERSION = 1;

  private static final Instant END_OF_DATES = Instant.parse("9999-12-31T00:00:00Z");

  /// Copies the list and refuses missing parts.
  public Run {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(scope, "scope");
    plan = List.copyOf(plan);
    if (plan.stream().map(PlannedTrial::id).distinct().count() < plan.size()) {
      throw new IllegalArgumentException("two trials of the plan have the same id");
    }
  }

  /// The same run, resumed once more.
  ///
  /// @param at when
  /// @return a run that is otherwise this one
  public Run resumed(Instant at) {
    return new Run(schemaVersion, id, times.resumed(at), request, environment, source, scope, plan);
  }

  /// The same run with more trials.
  ///
  /// @param trials what follows the plan
  /// @return a run that is otherwise this one
  public Run followedBy(List<PlannedTrial> trials) {
    List<PlannedTrial> all = Stream.concat(plan.stream(), trials.stream()).toList();
    return new Run(schemaVersion, id, times, request, environment, source, scope, all);
  }

  /// When a run was started and resumed.
  ///
  /// @param startedAt when it began
  /// @param resumedAt when it was resumed after it had been stopped; empty if it never was
  public record Times(Instant startedAt, List<Instant> resumedAt) {
    /// Copies the list and refuses missing parts; older runs have no list.
    public Times {
      requireDate("startedAt", startedAt);
      resumedAt = List.copyOf(Objects.requireNonNullElse(resumedAt, List.of()));
      resumedAt.forEach(at -> requireDate("resumedAt", at));
    }

    /// The times of a run that has not been resumed.
    ///
    /// @param startedAt when it began
    /// @return times without a resumption
    public static Times of(Instant startedAt) {
      return new Times(startedAt, List.of());
    }

    private Times resumed(Instant at) {
      return new Times(startedAt, Stream.concat(resumedAt.stream(), Stream.of(at)).toList());
    }
  }

  /// What was asked for.
  ///
  /// @param command the words that started the run, as they would be typed again
  /// @param profile name of the profile that filled in what the command left open
  /// @param seed what the order of the trials was drawn from
  /// @param forks trials of each case that runs
  public record Request(List<String> command, String profile, long seed, int forks) {
    /// Copies the list and refuses missing parts.
    public Request {
      command = List.copyOf(command);
      Objects.requireNonNull(profile, "profile");
    }
  }

  /// The code that was measured.
  ///
  /// @param commit commit of Lanemark's own sources; null outside a checkout
  /// @param code hash of the content of the class path; null in runs that did not record it
  public record Source(@Nullable String commit, @Nullable String code) {}

  /// What is compared in a run.
  ///
  /// @param variants what the cases ran on or with; empty if there is only one
  /// @param memoryBudgetBytes PSS that each model could take, at its best W; null if all models had
  ///   the same W instead
  /// @param models the execution models of the plan
  /// @param workloads the workloads of the plan
  public record Scope(
      List<VariantDescription> variants,
      @Nullable Long memoryBudgetBytes,
      List<ModelDescription> models,
      List<WorkloadDescription> workloads) {
    /// Copies the lists; older runs have no list of variants.
    public Scope {
      variants = List.copyOf(Objects.requireNonNullElse(variants, List.of()));
      models = List.copyOf(models);
      workloads = List.copyOf(workloads);
    }

    /// The budget of a comparison at equal memory.
    ///
    /// @return empty if all models had the same W instead
    public Optional<MemoryBudget> memoryBudget() {
      return Optional.ofNullable(memoryBudgetBytes).map(MemoryBudget::new);
    }

    /// The workload of a case.
    ///
    /// @param measured any case
    /// @return as the run describes it; if the run does not, only what the case itself contains
    public WorkloadDescription describe(Case measured) {
      return workloads.stream()
          .filter(workload -> workload.name().equals(measured.workload()))
          .findFirst()
          .orElseGet(
              () -> new WorkloadDescription(measured.workload(), "", "", measured.arguments()));
    }
  }

  /// Every place that shows a date expects a year of four digits.
  static void requireDate(String name, Instant at) {
    Objects.requireNonNull(at, name);
    if (at.isBefore(Instant.EPOCH) || !at.isBefore(END_OF_DATES)) {
      throw new IllegalArgumentException(
          "%s must be a date from 1970 to 9999: %s".formatted(name, at));
    }
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
  /// @param kind `CPU`, `IO`, `MIXED` or `CONTROL`, or else [#OPERATION]
  /// @param description what it does, in one line
  /// @param arguments its parameters in this run, as canonical text
  public record WorkloadDescription(
      String name, String kind, String description, String arguments) {
    /// The kind of an operation, which is one call of a library and takes the place of a workload.
    public static final String OPERATION = "OPERATION";

    /// Refuses missing parts.
    public WorkloadDescription {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(description, "description");
      Objects.requireNonNull(arguments, "arguments");
    }
  }
}
