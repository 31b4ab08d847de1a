package io.lanemark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  private static final List<Parameter> PARAMETERS =
      List.of(new Parameter("rounds", "3", "how often"), new Parameter("bytes", "16", "how many"));

  @Test
  void defaultsFillWhatIsNotGiven() {
    assertThat(Arguments.of(PARAMETERS, Map.of("rounds", "5"))).hasToString("bytes=16,rounds=5");
  }

  @Test
  void canonicalTextIsReadBack() {
    Arguments arguments = Arguments.of(PARAMETERS, Map.of("rounds", "5"));

    assertThat(Arguments.parse(PARAMETERS, arguments.toString())).isEqualTo(arguments);
    assertThat(Arguments.parse(List.of(), "")).hasToString("");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheValidOnes() {
    assertThatThrownBy(() -> Arguments.of(PARAMETERS, Map.of("round", "5")))
        .hasMessage("no parameter 'round'; expected one of [bytes, rounds]");
  }

  @Test
  void aValueThatWillNotDoIsRefusedWithNameAndValue() {
    Arguments arguments = Arguments.of(PARAMETERS, Map.of("rounds", "0", "bytes", "many"));

    assertThatThrownBy(() -> arguments.wholeNumber("rounds", 1))
        .hasMessage("rounds must be a whole number from 1 to 2147483647: '0'");
    assertThatThrownBy(() -> arguments.number("bytes", 0, 1))
        .hasMessage("bytes must be a number from 0 to 1: 'many'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5d", "0x1p-1", "NaN", "0.5f"})
  void aNumberIsWrittenInDecimalDigits(String text) {
    Arguments arguments = Arguments.of(PARAMETERS, Map.of("bytes", text));

    assertThatThrownBy(() -> arguments.number("bytes", 0, 1))
        .hasMessageEndingWith(": '" + text + "'");
  }

  @Test
  void anExponentIsDecimalToo() {
    Arguments arguments = Arguments.of(PARAMETERS, Map.of("bytes", "5e-1"));

    assertThat(arguments.number("bytes", 0, 1)).isEqualTo(0.5);
  }
}
