package io.lanemark.reports.regression;

import io.lanemark.results.Case;
import java.util.Comparator;
import java.util.Objects;

/// What is compared: one number of a case. Only what has equal keys is ever compared.
///
/// @param measured benchmark × mode × parameters × threads × variant
/// @param number which number of it: [#SCORE], or one that results folders have besides, such as
///   `p99` or `memory`
public record BenchmarkKey(Case measured, String number) implements Comparable<BenchmarkKey> {

  /// The number that JMH calls the score.
  public static final String SCORE = "score";

  private static final Comparator<BenchmarkKey> ORDER =
      Comparator.comparing((BenchmarkKey key) -> key.measured().benchmark())
          .thenComparing(key -> key.measured().key())
          .thenComparingInt(BenchmarkKey::rank)
          .thenComparing(BenchmarkKey::number);

  /// Refuses missing parts.
  public BenchmarkKey {
    Objects.requireNonNull(measured, "measured");
    Objects.requireNonNull(number, "number");
  }

  /// The key of a case's score.
  ///
  /// @param measured the case
  /// @return its key
  public static BenchmarkKey score(Case measured) {
    return new BenchmarkKey(measured, SCORE);
  }

  /// The key as one line of text; equal keys have equal texts.
  ///
  /// @return the case, and the number where it is not the score
  public String text() {
    return number.equals(SCORE) ? measured.key() : measured.key() + " " + number;
  }

  /// By benchmark, then by the rest; the score before other numbers of the same case.
  @Override
  public int compareTo(BenchmarkKey other) {
    return ORDER.compare(this, other);
  }

  private int rank() {
    return number.equals(SCORE) ? 0 : 1;
  }
}
