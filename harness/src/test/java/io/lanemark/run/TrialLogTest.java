package io.lanemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLogTest {

  @TempDir Path folder;

  @Test
  void quotesTheReasonRatherThanTheLastLine() throws IOException {
    assertThat(lastWords("<forked VM failed with exit code 3>", "closing words"))
        .isEqualTo("its log says: <forked VM failed with exit code 3>");
    assertThat(lastWords("java.lang.IllegalStateException: no luck", "closing words", ""))
        .isEqualTo("its log says: java.lang.IllegalStateException: no luck");
    assertThat(lastWords("<failure: VM prematurely exited before JMH had finished>", "words"))
        .isEqualTo("its log says: <failure: VM prematurely exited before JMH had finished>");
    assertThat(lastWords("closing words", " ")).isEqualTo("its log says: closing words");
    assertThat(lastWords()).isEqualTo("it printed nothing");
  }

  private String lastWords(String... lines) throws IOException {
    TrialLog log = TrialLog.ofJmh(folder);
    try (PrintStream stream = log.open()) {
      for (String line : lines) {
        stream.println(line);
      }
    }
    return log.lastWords();
  }
}
