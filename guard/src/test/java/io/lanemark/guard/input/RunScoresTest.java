package io.lanemark.guard.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.results.SyntheticRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunScoresTest {

  @TempDir private Path folder;

  @Test
  void readsEveryNumberOfACaseForkByFork() throws IOException {
    Path run = new SyntheticRun().write(folder.resolve("run"));

    List<Measured> numbers = read(run, "score", "memory", "cpu", "p99", "p99.999");

    assertThat(numbers)
        .extracting(measured -> measured.key().number())
        .containsExactly("score", "memory", "cpu", "p99");
    Measured score = numbers.getFirst();
    assertThat(score.forks()).hasSize(3).allMatch(fork -> fork.size() == 3);
    assertThat(1 / score.forks().getFirst().mean()).isCloseTo(4_010, within(200.0));
    assertThat(numbers.getLast().forks()).hasSize(3).allMatch(fork -> fork.size() == 1);
  }

  @Test
  void leavesOutWhatTheSystemDoesNotTell() throws IOException {
    Path run = new SyntheticRun().withoutProportionalMemory().write(folder.resolve("run"));

    assertThat(read(run, "memory")).isEmpty();
  }

  @Test
  void aTrialThatWasNotReachedIsAFailure() throws IOException {
    Path whole = new SyntheticRun().write(folder.resolve("whole"));
    Path stopped = new SyntheticRun().endingAfter(31).write(folder.resolve("stopped"));

    List<Measured> measured = read(stopped, "score");

    assertThat(measured).hasSize(1);
    assertThat(measured.getFirst().forks()).hasSize(2);
    assertThat(measured.getFirst().failures()).containsExactly("fork 3 did not run");
    assertThat(
            Comparison.of(read(whole, "score"), measured, ComparisonSettings.DEFAULT)
                .count(Kind.INFRASTRUCTURE))
        .isEqualTo(1);
  }

  @Test
  void theSameRunIsNowhereSlower() throws IOException {
    Path run = new SyntheticRun().write(folder.resolve("run"));
    List<Measured> all = SideReader.read(List.of(run), numbers("score", "p99", "cpu"), _ -> true);

    Comparison comparison = Comparison.of(all, all, ComparisonSettings.DEFAULT);

    assertThat(comparison.count(Kind.REGRESSED)).isZero();
    assertThat(comparison.count(Kind.IMPROVED)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "p", "p100", "99", "P99", ""})
  void refusesUnknownNumbers(String name) {
    assertThatThrownBy(() -> RunNumber.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a number must be score, memory, cpu or a percentile");
  }

  /// Of the platform threads' SHA-256.
  private static List<Measured> read(Path run, String... names) {
    return SideReader.read(
            List.of(run),
            numbers(Stream.concat(Stream.of("score"), Stream.of(names)).distinct().toList()),
            _ -> true)
        .stream()
        .filter(measured -> measured.key().text().contains("model=platform "))
        .filter(measured -> measured.key().text().contains("workload=sha256 "))
        .filter(measured -> List.of(names).contains(measured.key().number()))
        .toList();
  }

  private static List<RunNumber> numbers(String... names) {
    return numbers(List.of(names));
  }

  private static List<RunNumber> numbers(List<String> names) {
    return names.stream().map(RunNumber::named).toList();
  }
}
