package io.lanemark.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

  @ParameterizedTest
  @CsvSource({
    "20m, PT20M",
    "90s, PT90S",
    "1h30m, PT1H30M",
    "1h1m1s, PT1H1M1S",
    "0s, PT0S",
    "500ms, PT0.5S",
    "1s1ms, PT1.001S"
  })
  void reads(String text, Duration expected) {
    assertThat(new DurationConverter().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "20 m", "-5m", "30m1h", "1ms1s", "soon"})
  void refuses(String text) {
    assertThatThrownBy(() -> new DurationConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining(
            "invalid duration '%s': use for example 20m, 90s or 1h30m".formatted(text));
  }
}
