package io.lanemark.guard.regression;

import io.lanemark.stats.ExtremeMean;
import io.lanemark.stats.Sample;
import java.util.List;

/// One figure of a fork, computed from the costs of its iterations. A change may show in either.
public enum Aspect {
  /// The cheapest iteration. Disturbances only add to the cost of a benchmark, so this varies least
  /// from fork to fork. It does not see what hits only some iterations.
  FLOOR {
    @Override
    double figure(Sample iterations, int draws) {
      return ExtremeMean.ofLowest(iterations, draws, 1);
    }
  },
  /// The mean of the most expensive fifth of the iterations, which sees what hits some of them:
  /// collections, locks, a second mode.
  UPPER {
    @Override
    double figure(Sample iterations, int draws) {
      return ExtremeMean.ofHighest(iterations, draws, Math.ceilDiv(draws, 5));
    }
  };

  /// The figure of a fork.
  ///
  /// @param iterations costs, at least `draws` of them
  /// @param draws how many iterations the shortest fork of both sides has: longer forks must not
  ///   have lower floors only because they are longer
  /// @return a cost
  abstract double figure(Sample iterations, int draws);

  /// The logarithms of the figures of some forks.
  Sample logarithms(List<Sample> forks, int draws) {
    return Sample.of(forks.stream().mapToDouble(fork -> Math.log(figure(fork, draws))).toArray());
  }
}
