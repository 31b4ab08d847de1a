package io.lanemark.guard.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhOptionsTest {

  private static JmhOptions options(String line) {
    return new JmhOptions(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                                   ''
          -wi 3 -i 5 -r 1s,                     -wi 3 -i 5 -r 1s
          -p size=10 -wi 3,                     -wi 3
          -wi 3 -p size=10,                     -wi 3
          -opi 10 -gc true,                     -opi 10 -gc true
          -p a=1 -prof gc -p b=2,               -prof gc
          -wi=3 -p=a=1 -jvmArgsAppend -Xmx1g,   -wi=3 -jvmArgsAppend -Xmx1g
          """)
  void aTrialHasItsOwnParameters(String line, String expected) {
    assertThat(options(line).withoutParameters()).isEqualTo(options(expected).arguments());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Parser       | expected JMH options such as -wi 3 after --: 'Parser'
          -i 3 Parser  | after --: 'Parser'
          -f 5         | JMH's -f cannot be set: each trial has its own
          -f5          | JMH's -f5 cannot be set
          -rf csv      | JMH's -rf cannot be set
          -jvm=java    | JMH's -jvm cannot be set
          -wi          | JMH's -wi needs a value
          """)
  void whatWillNotDoIsRefused(String line, String expected) {
    assertThatThrownBy(() -> options(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }
}
