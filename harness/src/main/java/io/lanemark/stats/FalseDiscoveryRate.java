package io.lanemark.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Many tests of one question.
///
/// Y. Benjamini and Y. Hochberg, *Controlling the False Discovery Rate: A Practical and Powerful
/// Approach to Multiple Testing*, Journal of the Royal Statistical Society B 57, 1995. The same as
/// R's `p.adjust(p, "BH")`.
public final class FalseDiscoveryRate {

  private FalseDiscoveryRate() {}

  /// Adjusts the p-values of a family of tests. Calling what is adjusted to at most q a discovery
  /// keeps the expected share of false ones among the discoveries at q, where the tests are
  /// independent or positively dependent.
  ///
  /// @param pValues from 0 to 1, in any order
  /// @return the adjusted values, in the order given
  public static double[] adjusted(double... pValues) {
    int tests = pValues.length;
    int[] descending =
        IntStream.range(0, tests)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[tests];
    double least = 1;
    for (int i = 0; i < tests; i++) {
      int rank = tests - i;
      least = Math.min(least, pValues[descending[i]] * tests / rank);
      adjusted[descending[i]] = least;
    }
    return adjusted;
  }
}
