package io.lanemark.guard.ab;

import io.lanemark.environment.JavaProgram;
import io.lanemark.guard.input.CaseFilter;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.sequential.ForkRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What `ab` is asked to measure.
///
/// @param command the command line that asks for it
/// @param base jar of what it was before
/// @param candidate jar of what it is now
/// @param baseJava what runs the base; empty for the java that runs this
/// @param candidateJava the same for the candidate
/// @param filter what is measured
/// @param forks how many
/// @param budget how long it may take
/// @param seed draws the order
/// @param settings of the comparison
/// @param options of JMH, for both sides
/// @param ruler measured in each round next to both sides
public record AbRequest(
    List<String> command,
    Path base,
    Path candidate,
    Optional<Path> baseJava,
    Optional<Path> candidateJava,
    CaseFilter filter,
    ForkRange forks,
    Duration budget,
    long seed,
    ComparisonSettings settings,
    JmhOptions options,
    Ruler ruler) {

  /// Copies the list.
  public AbRequest {
    command = List.copyOf(command);
  }

  /// Both sides, as far as can be told before they run.
  ///
  /// @throws IllegalArgumentException if a jar or a java is invalid
  AbSides sides() throws InterruptedException {
    return new AbSides(
        side("--base", base, baseJava), side("--candidate", candidate, candidateJava), options);
  }

  private static JmhJar side(String option, Path jar, Optional<Path> java)
      throws InterruptedException {
    try {
      return JmhJar.of(jar, JavaProgram.of(java.orElse(Path.of(System.getProperty("java.home")))));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(option, e.getMessage()), e);
    }
  }

  /// What would be measured of the candidate, without a base.
  ///
  /// @return at least one
  /// @throws IllegalArgumentException if it is not a jar of benchmarks, or none of them is selected
  /// @throws InterruptedException if interrupted; nothing is left running
  public List<Subject> candidateSubjects() throws InterruptedException {
    JmhJar jar = side("--candidate", candidate, candidateJava);
    return new AbSides(jar, jar, options).select(this::selects).subjects().both();
  }

  /// Whether a subject is to be measured.
  boolean selects(Subject subject) {
    return filter.selects(subject.text());
  }
}
