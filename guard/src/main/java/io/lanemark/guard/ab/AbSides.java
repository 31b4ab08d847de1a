package io.lanemark.guard.ab;

import io.lanemark.environment.CodeHash;
import io.lanemark.environment.JavaProgram;
import io.lanemark.text.Plural;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Both sides of an A/B run.
///
/// @param base what it was before
/// @param candidate what it is now
/// @param options of JMH, for both
record AbSides(JmhJar base, JmhJar candidate, JmhOptions options) {

  /// What was selected from both jars.
  ///
  /// @param subjects what is measured, and what cannot be
  /// @param combinations how many subjects the base has of the benchmarks that are measured
  record Selected(AbPlan.Subjects subjects, int combinations) {}

  /// Asks both jars for their benchmarks.
  ///
  /// @param selected which of them
  /// @return what both have, and what only one has
  /// @throws IllegalArgumentException if one is not a JMH jar, or nothing is selected on either
  ///   side
  /// @throws InterruptedException if interrupted; nothing is left running
  Selected select(Predicate<Subject> selected) throws InterruptedException {
    List<Subject> allOfBase = base.subjects(temporary(), options);
    List<Subject> allOfCandidate =
        base.equals(candidate) ? allOfBase : candidate.subjects(temporary(), options);
    List<Subject> ofBase = allOfBase.stream().filter(selected).toList();
    List<Subject> ofCandidate = allOfCandidate.stream().filter(selected).toList();
    Set<Subject> inBoth = new TreeSet<>(ofBase);
    inBoth.retainAll(new HashSet<>(ofCandidate));
    List<Subject> both = List.copyOf(inBoth);
    if (ofBase.isEmpty() && ofCandidate.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "none of %s in the base and %d in the candidate is selected",
              Plural.of(allOfBase.size(), "benchmark"),
              allOfCandidate.size()));
    }
    Set<String> benchmarks = both.stream().map(Subject::benchmark).collect(Collectors.toSet());
    return new Selected(
        new AbPlan.Subjects(both, without(inBoth, ofBase), without(inBoth, ofCandidate)),
        Math.toIntExact(
            allOfBase.stream().filter(each -> benchmarks.contains(each.benchmark())).count()));
  }

  private static List<Subject> without(Set<Subject> both, List<Subject> side) {
    return side.stream().filter(subject -> !both.contains(subject)).toList();
  }

  /// What runs the trials.
  ///
  /// @param ruler measured next to them
  JarTrials trials(Ruler ruler) throws InterruptedException {
    return new JarTrials(base, candidate, ruler, options, temporary());
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /// A side as it is recorded.
  static SideProgram recorded(JmhJar jar) {
    JavaProgram java = jar.java();
    return new SideProgram(
        jar.classPath(),
        CodeHash.of(jar.classPath()),
        java.executable().toString(),
        java.version());
  }
}
