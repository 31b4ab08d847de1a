package io.lanemark.benchmarks.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The results of calls, until they are checked.
final class UncheckedResults {

  private final Object expected;
  private final List<@Nullable Object> kept = new ArrayList<>();

  /// @param expected what each result should be; arrays are compared by their elements
  UncheckedResults(Object expected) {
    this.expected = expected;
  }

  void add(@Nullable Object answer) {
    kept.add(answer);
  }

  void check() throws UnexpectedResultException {
    for (Object answer : kept) {
      if (!Objects.deepEquals(expected, answer)) {
        throw new UnexpectedResultException(expected, answer);
      }
    }
    kept.clear();
  }
}
