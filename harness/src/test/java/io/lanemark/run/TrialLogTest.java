package io.lanemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLogTest {

  @TempDir Path folder;

  @Test
  void quotesTheReasonRatherThanTheLastLine() {
    assertThat(lastWords("<forked VM failed with exit code 3>", "closing words"))
        .isEqualTo("its log says: <forked VM failed with exit code 3>");
    assertThat(lastWords("java.lang.IllegalStateException: no luck", "closing words", ""))
        .isEqualTo("its log says: java.lang.IllegalStateException: no luck");
    assertThat(lastWords("<failure: VM prematurely exited before JMH had finished>", "words"))
        .isEqualTo("its log says: <failure: VM prematurely exited before JMH had finished>");
    assertThat(lastWords("closing words", " ")).isEqualTo("its log says: closing words");
    assertThat(lastWords()).isEqualTo("it printed nothing");
  }

  @Test
  void endsWithTheLastLines() {
    assertThat(written().end()).isEmpty();
    assertThat(written("one", "", "two").end()).isEqualTo("; it printed: one | two");
    assertThat(written("a", "b", "c", "d".repeat(1000)).end())
        .isEqualTo("; it printed: b | c | " + "d".repeat(200) + "…");
  }

  @Test
  void readsAnyBytes() throws IOException {
    TrialLog log = TrialLog.ofOutput(folder);
    Files.write(log.file(), new byte[] {'a', (byte) 0xff, '\n'});

    assertThat(log.lastWords()).isEqualTo("its log says: a\uFFFD");
    assertThat(log.end()).isEqualTo("; it printed: a\uFFFD");
  }

  private String lastWords(String... lines) {
    return written(lines).lastWords();
  }

  private TrialLog written(String... lines) {
    TrialLog log = TrialLog.ofJmh(folder);
    log.delete();
    try (PrintStream stream = log.open()) {
      for (String line : lines) {
        stream.println(line);
      }
    }
    return log;
  }
}
