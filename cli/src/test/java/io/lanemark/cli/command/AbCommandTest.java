package io.lanemark.cli.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What is refused before any process is started.
class AbCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                        | --base is missing
          --base a.jar              | --candidate is missing
          BOTH --include (          | Invalid value for option '--include'
          BOTH --budget soon        | invalid duration 'soon': use for example 20m, 90s or 1h30m
          BOTH --forks 2..5         | the minimum number of forks must be at least 3
          BOTH --forks 5..4         | the maximum number of forks must be at least the minimum, 5: 4
          BOTH --forks few          | invalid range 'few': use for example 3..10
          BOTH --margin 2000%       | a margin must be a share from 0 to below 10
          BOTH -- -f 5              | JMH's -f cannot be set
          BOTH -- Sample            | expected JMH options
          --resume x --budget 3m    | --resume cannot be combined with --budget
          --resume x -- -wi 3       | --resume cannot be combined with -wi
          """)
  void refuses(String options, String expected) {
    String words = options.replace("BOTH", "--base a.jar --candidate b.jar");
    AbCommand command = new AbCommand();

    assertThatThrownBy(
            () -> {
              new CommandLine(command)
                  .parseArgs(words.isEmpty() ? new String[0] : words.split(" ", -1));
              command.call();
            })
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(expected);
  }
}
