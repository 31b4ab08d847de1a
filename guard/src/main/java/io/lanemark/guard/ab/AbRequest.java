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
/// @param base what it was before
/// @param candidate what it is now
/// @param filter what is measured
/// @param forks how many
/// @param budget how long it may take
/// @param seed draws the order
/// @param settings of the comparison
/// @param options of JMH, for both sides
/// @param ruler measured in each round next to both sides
public record AbRequest(
    List<String> command,
    Program base,
    Program candidate,
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

  /// One side.
  ///
  /// @param jar a jar of JMH benchmarks
  /// @param java what runs it; empty for the java that runs this
  public record Program(Path jar, Optional<Path> java) {}

  /// Both sides, as far as can be told before they run.
  ///
  /// @throws IllegalArgumentException if a jar or a java is invalid
  AbSides sides() throws InterruptedException {
    return new AbSides(side("--base", base), side("--candidate", candidate), options);
  }

  private static JmhJar side(String option, Program program) throws InterruptedException {
    try {
      Path java = program.java().orElse(Path.of(System.getProperty("java.home")));
      return JmhJar.of(program.jar(), JavaProgram.of(java));
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
    JmhJar jar = side("--candidate", candidate);
    return new AbSides(jar, jar, options).select(this::selects).subjects().both();
  }

  /// Whether a subject is to be measured.
  boolean selects(Subject subject) {
    return filter.selects(subject.text());
  }
}
