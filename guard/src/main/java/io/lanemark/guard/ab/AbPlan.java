package io.lanemark.guard.ab;

import io.lanemark.results.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What an A/B run was started with.
///
/// @param schemaVersion version of the format
/// @param command the command line that started it
/// @param startedAt when it began
/// @param seed draws the order
/// @param base what it was before
/// @param candidate what it is now
/// @param subjects what both sides have, in order
/// @param onlyInBase what only the base has; not measured
/// @param onlyInCandidate what only the candidate has; not measured
/// @param jmhOptions options of JMH that both sides are started with
/// @param leastForks forks of each side before anything is decided
/// @param mostForks forks of each side that are looked at before a suspicion, at most
/// @param budgetSeconds how long it may take
/// @param expectedTrialSeconds how long a trial was expected to take before the first one
/// @param code SHA-256 of Lanemark, and so of the ruler
/// @param environment the machine
public record AbPlan(
    int schemaVersion,
    List<String> command,
    Instant startedAt,
    long seed,
    SideProgram base,
    SideProgram candidate,
    List<Subject> subjects,
    List<Subject> onlyInBase,
    List<Subject> onlyInCandidate,
    List<String> jmhOptions,
    int leastForks,
    int mostForks,
    double budgetSeconds,
    double expectedTrialSeconds,
    String code,
    Environment environment) {

  /// Copies the lists and refuses missing parts.
  public AbPlan {
    command = List.copyOf(command);
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(candidate, "candidate");
    subjects = List.copyOf(subjects);
    onlyInBase = List.copyOf(onlyInBase);
    onlyInCandidate = List.copyOf(onlyInCandidate);
    jmhOptions = List.copyOf(jmhOptions);
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(environment, "environment");
  }

  /// Whether both sides are the same, so that the run shows what the machine can measure.
  ///
  /// @return whether code and Java are the same
  public boolean isProof() {
    return base.isSameAs(candidate);
  }

  /// How long it may take.
  ///
  /// @return [#budgetSeconds]
  public Duration budget() {
    return ofSeconds(budgetSeconds);
  }

  /// How long a trial was expected to take before the first one.
  ///
  /// @return [#expectedTrialSeconds]
  Duration expectedTrial() {
    return ofSeconds(expectedTrialSeconds);
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
