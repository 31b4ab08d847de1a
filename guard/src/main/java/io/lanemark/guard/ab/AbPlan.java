package io.lanemark.guard.ab;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lanemark.guard.sequential.ForkRange;
import io.lanemark.results.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What an A/B run was started with. In JSON, start, sides, subjects and limits have no level of
/// their own.
///
/// @param schemaVersion version of the format
/// @param start how and when it was started
/// @param sides what is compared
/// @param subjects the benchmarks of the sides
/// @param jmhOptions options of JMH that both sides are started with
/// @param limits how many forks, and how long
/// @param code SHA-256 of Lanemark, and so of the ruler
/// @param environment the machine
public record AbPlan(
    int schemaVersion,
    @JsonUnwrapped Start start,
    @JsonUnwrapped Sides sides,
    @JsonUnwrapped Subjects subjects,
    List<String> jmhOptions,
    @JsonUnwrapped Limits limits,
    String code,
    Environment environment) {

  /// Copies the list and refuses missing parts.
  public AbPlan {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(sides, "sides");
    Objects.requireNonNull(subjects, "subjects");
    jmhOptions = List.copyOf(jmhOptions);
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(environment, "environment");
  }

  /// How and when a run was started.
  ///
  /// @param command the command line that started it
  /// @param startedAt when it began
  /// @param seed draws the order
  public record Start(List<String> command, Instant startedAt, long seed) {
    /// Copies the list and refuses missing parts.
    public Start {
      command = List.copyOf(command);
      Objects.requireNonNull(startedAt, "startedAt");
    }
  }

  /// What is compared.
  ///
  /// @param base what it was before
  /// @param candidate what it is now
  public record Sides(SideProgram base, SideProgram candidate) {
    /// Refuses missing parts.
    public Sides {
      Objects.requireNonNull(base, "base");
      Objects.requireNonNull(candidate, "candidate");
    }
  }

  /// The benchmarks that were selected.
  ///
  /// @param both what both sides have, in order
  /// @param onlyInBase what only the base has; not measured
  /// @param onlyInCandidate what only the candidate has; not measured
  public record Subjects(
      @JsonProperty("subjects") List<Subject> both,
      List<Subject> onlyInBase,
      List<Subject> onlyInCandidate) {
    /// Copies the lists.
    public Subjects {
      both = List.copyOf(both);
      onlyInBase = List.copyOf(onlyInBase);
      onlyInCandidate = List.copyOf(onlyInCandidate);
    }
  }

  /// How much is measured at most.
  ///
  /// @param leastForks forks of each side before anything is decided
  /// @param mostForks forks of each side that are looked at before a suspicion, at most
  /// @param budgetSeconds how long it may take
  /// @param expectedTrialSeconds how long a trial was expected to take before the first one
  public record Limits(
      int leastForks, int mostForks, double budgetSeconds, double expectedTrialSeconds) {

    /// How many forks of each side are looked at.
    ForkRange forks() {
      return new ForkRange(leastForks, mostForks);
    }

    /// How long it may take.
    ///
    /// @return [#budgetSeconds]
    public Duration budget() {
      return ofSeconds(budgetSeconds);
    }

    /// How long a trial was expected to take before the first one.
    Duration expectedTrial() {
      return ofSeconds(expectedTrialSeconds);
    }

    private static Duration ofSeconds(double seconds) {
      return Duration.ofMillis(Math.round(1000 * seconds));
    }
  }

  /// Whether both sides are the same, so that the run shows what the machine can measure.
  ///
  /// @return whether code and Java are the same
  public boolean isProof() {
    return sides.base().isSameAs(sides.candidate());
  }
}
