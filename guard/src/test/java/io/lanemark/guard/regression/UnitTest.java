package io.lanemark.guard.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Direction and size of every unit in every mode.
class UnitTest {

  private static final Map<String, Double> SECONDS =
      Map.of(
          "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3_600.0, "day",
          86_400.0);

  static Stream<Arguments> everyModeAndUnit() {
    return Stream.of("thrpt", "avgt", "sample", "ss")
        .flatMap(mode -> SECONDS.keySet().stream().sorted().map(time -> Arguments.of(mode, time)));
  }

  @ParameterizedTest
  @MethodSource("everyModeAndUnit")
  void turnsWhatIsBetterIntoLessSecondsForAnOperation(String mode, String time) {
    boolean throughput = mode.equals("thrpt");
    Unit unit = Unit.ofScore(mode, throughput ? "ops/" + time : time + "/op");
    double seconds = SECONDS.getOrDefault(time, Double.NaN);

    assertThat(unit.higherIsBetter()).isEqualTo(throughput);
    assertThat(unit.cost(4))
        .isCloseTo(throughput ? seconds / 4 : seconds * 4, within(1e-12 * seconds));
    assertThat(unit.value(unit.cost(4))).isCloseTo(4, within(1e-12));
    assertThat(unit.cost(5) < unit.cost(4)).isEqualTo(throughput);
  }

  @ParameterizedTest
  @MethodSource("everyModeAndUnit")
  void refusesAUnitOfTheOtherDirection(String mode, String time) {
    String other = mode.equals("thrpt") ? time + "/op" : "ops/" + time;

    assertThatThrownBy(() -> Unit.ofScore(mode, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(mode)
        .hasMessageContaining(other);
  }

  @ParameterizedTest
  @CsvSource({
    "avgt, ns/op, 1500, us/op, 1.5",
    "avgt, µs/op, 1, us/op, 1",
    "ss, s/op, 0.25, ms/op, 250",
    "sample, min/op, 1, s/op, 60",
    "thrpt, ops/s, 4000, ops/ms, 4",
    "thrpt, ops/hr, 7200, ops/s, 2"
  })
  void convertsUnitsThatDiffer(String mode, String one, double value, String other, double same) {
    assertThat(Unit.ofScore(mode, one).cost(value))
        .isCloseTo(Unit.ofScore(mode, other).cost(same), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"thrpt, ops", "avgt, op", "avgt, fortnight/op", "all, ns/op", "thrpt, ''"})
  void refusesWhatIsNoScoreOfJmh(String mode, String symbol) {
    assertThatThrownBy(() -> Unit.ofScore(mode, symbol))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be");
  }
}
