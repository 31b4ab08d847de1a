package io.lanemark.guard.acceptance;

import io.lanemark.guard.regression.BenchmarkKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A regression that was accepted.
///
/// @param words of a case as tables print it: the benchmark, then as many of its details as are
///   meant; at least one
/// @param reason why, in one line
/// @param range of the change
/// @param commit that brought it
/// @param expires the last day on which it is accepted, in UTC
record AcceptedChange(
    List<String> words, String reason, ChangeRange range, String commit, LocalDate expires) {

  AcceptedChange {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a case must be named");
    }
  }

  /// Whether it is about a number of a case. All of its words must be among those of the case; one
  /// that names no number is about the score alone.
  boolean isAbout(BenchmarkKey key) {
    Set<String> details =
        Arrays.stream(key.details().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    boolean sameBenchmark =
        Stream.of(key.measured().benchmark(), key.shortName()).anyMatch(words.getFirst()::equals);
    return sameBenchmark
        && words.stream().skip(1).allMatch(details::contains)
        && (key.isScore() || words.contains(key.number()));
  }

  boolean hasExpired(LocalDate today) {
    return today.isAfter(expires);
  }

  /// The case as it was named.
  String name() {
    return String.join(" ", words);
  }

  /// Since when, how long, and why.
  String text() {
    return "until %s at commit %s: %s".formatted(expires, commit, reason);
  }
}
