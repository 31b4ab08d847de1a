package io.lanemark.guard.regression;

import io.lanemark.stats.Sample;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What one side of a comparison measured of one number of one case.
///
/// @param key what it is
/// @param unit what it is shown in
/// @param forks the cost that each iteration of a fork had, fork by fork: [Unit#cost], so that less
///   is better; every fork has at least one iteration, and every cost is above 0
/// @param failures one line for each trial that has no usable score
public record Measured(BenchmarkKey key, Unit unit, List<Sample> forks, List<String> failures) {

  /// Copies the lists and refuses forks without a usable cost.
  public Measured {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(unit, "unit");
    forks = List.copyOf(forks);
    failures = List.copyOf(failures);
    for (Sample fork : forks) {
      if (fork.isEmpty() || !(fork.min() > 0)) {
        throw new IllegalArgumentException(
            "the costs of a fork of %s must be above 0".formatted(key.text()));
      }
    }
  }

  /// The same with the forks of another: the same case, measured again.
  ///
  /// @param other of the same key
  /// @return the forks and failures of both, in this one's unit
  public Measured and(Measured other) {
    if (!key.equals(other.key)) {
      throw new IllegalArgumentException(
          "cannot add %s to %s".formatted(other.key.text(), key.text()));
    }
    return new Measured(
        key,
        unit,
        Stream.concat(forks.stream(), other.forks.stream()).toList(),
        Stream.concat(failures.stream(), other.failures.stream()).toList());
  }
}
