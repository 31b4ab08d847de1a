package io.lanemark.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0:00 min",
    "PT3M7S, 3:07 min",
    "PT59M59S, 59:59 min",
    "PT1H, 1 h 00 min",
    "PT411M45S, 6 h 51 min"
  })
  void hoursBeginAtSixtyMinutes(Duration duration, String expected) {
    assertThat(DurationText.of(duration)).isEqualTo(expected);
  }
}
