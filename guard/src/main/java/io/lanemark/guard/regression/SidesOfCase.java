package io.lanemark.guard.regression;

import io.lanemark.stats.Sample;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Both sides of one number of one case.
///
/// @param base what was measured before
/// @param candidate what was measured now
/// @param measuredAs how they were measured
record SidesOfCase(Measured base, Measured candidate, Design measuredAs) {

  /// Forks that each side needs for a verdict.
  static final int LEAST_FORKS = 3;

  private static final int MOST_FAILURES = 3;

  BenchmarkKey key() {
    return candidate.key();
  }

  boolean hasEnoughForks() {
    return base.forks().size() >= LEAST_FORKS && candidate.forks().size() >= LEAST_FORKS;
  }

  boolean hasFailures() {
    return !base.failures().isEmpty() || !candidate.failures().isEmpty();
  }

  /// How they can be compared: if forks failed, it is unknown which ones form pairs.
  Design design() {
    boolean inPairs = !hasFailures() && base.forks().size() == candidate.forks().size();
    return inPairs ? measuredAs : Design.INDEPENDENT;
  }

  /// Whether they are compared as they were measured, so that other cases measured in the same way
  /// show how much they vary.
  boolean isAsMeasured() {
    return design() == measuredAs;
  }

  /// What can be compared: a single iteration has only one figure.
  Set<Aspect> aspects() {
    return draws() == 1 ? EnumSet.of(Aspect.FLOOR) : EnumSet.allOf(Aspect.class);
  }

  Figures figures(Aspect aspect) {
    int draws = draws();
    return new Figures(
        aspect.logarithms(base.forks(), draws), aspect.logarithms(candidate.forks(), draws));
  }

  /// What varies by chance alone.
  Stream<Sample> scattered(Aspect aspect) {
    Figures figures = figures(aspect);
    return switch (measuredAs) {
      case INDEPENDENT -> Stream.of(figures.base(), figures.candidate());
      case PAIRED -> isAsMeasured() ? Stream.of(figures.differences()) : Stream.empty();
    };
  }

  private int draws() {
    return Stream.concat(base.forks().stream(), candidate.forks().stream())
        .mapToInt(Sample::size)
        .min()
        .orElseThrow();
  }

  /// Why there is too little to judge, or less than was planned; empty if there is everything.
  String shortcomings() {
    return Stream.of(failures("base", base), failures("candidate", candidate), fewForks())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /// JMH's `-f 0` is one process, too. Why a side has no fork at all is among its failures.
  private String fewForks() {
    if (hasEnoughForks() || base.forks().isEmpty() || candidate.forks().isEmpty()) {
      return "";
    }
    return base.forks().size() == 1 && candidate.forks().size() == 1
        ? String.format(
            Locale.ROOT,
            "only one number on each side, that of one process; a verdict needs %1$d forks on each"
                + " side (JMH's -f %1$d)",
            LEAST_FORKS)
        : String.format(
            Locale.ROOT,
            "%d and %d forks; a verdict needs %d on each side",
            base.forks().size(),
            candidate.forks().size(),
            LEAST_FORKS);
  }

  private static String failures(String side, Measured measured) {
    List<String> failures = measured.failures();
    if (failures.isEmpty()) {
      return "";
    }
    String first =
        failures.stream().limit(MOST_FAILURES).collect(Collectors.joining(", ", side + ": ", ""));
    return failures.size() > MOST_FAILURES
        ? String.format(Locale.ROOT, "%s and %d more", first, failures.size() - MOST_FAILURES)
        : first;
  }

  /// One figure of each fork, as logarithms of costs.
  ///
  /// @param base of the forks of the base
  /// @param candidate of those of the candidate
  record Figures(Sample base, Sample candidate) {

    /// Candidate minus base, fork by fork; there are as many of both.
    Sample differences() {
      double[] before = base.stream().toArray();
      double[] now = candidate.stream().toArray();
      return Sample.of(
          IntStream.range(0, now.length).mapToDouble(i -> now[i] - before[i]).toArray());
    }
  }
}
