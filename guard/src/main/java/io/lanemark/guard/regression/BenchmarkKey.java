package io.lanemark.guard.regression;

import io.lanemark.results.Case;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is compared: one number of a case. Only what has equal keys is ever compared.
///
/// @param measured benchmark × mode × parameters × threads × variant
/// @param number which number of it: [#SCORE], or another one that results folders have, such as
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

  /// Whether it is the score.
  ///
  /// @return whether [#number] is [#SCORE]
  public boolean isScore() {
    return number.equals(SCORE);
  }

  /// Class and method of the benchmark; others may have the same.
  ///
  /// @return such as `Parser.parse`
  public String shortName() {
    String name = measured.benchmark();
    int method = name.lastIndexOf('.');
    return name.substring(name.lastIndexOf('.', method - 1) + 1);
  }

  /// What tells the cases of a benchmark apart, as it is shown.
  ///
  /// @return parameters and mode; threads, variant and number if they are not the usual ones
  public String details() {
    return Stream.of(
            measured.parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue()),
            Stream.of(measured.mode()),
            measured.threads() == 1
                ? Stream.<String>empty()
                : Stream.of(measured.threads() + " threads"),
            measured.variant().equals(Case.DEFAULT_VARIANT)
                ? Stream.<String>empty()
                : Stream.of(measured.variant()),
            isScore() ? Stream.<String>empty() : Stream.of(number))
        .flatMap(parts -> parts)
        .collect(Collectors.joining(" "));
  }

  /// The key as one line of text; equal keys have equal texts.
  ///
  /// @return the case, and the number if it is not the score
  public String text() {
    return isScore() ? measured.key() : measured.key() + " " + number;
  }

  /// By benchmark, then by the rest; the score before other numbers of the same case.
  @Override
  public int compareTo(BenchmarkKey other) {
    return ORDER.compare(this, other);
  }

  private int rank() {
    return isScore() ? 0 : 1;
  }
}
