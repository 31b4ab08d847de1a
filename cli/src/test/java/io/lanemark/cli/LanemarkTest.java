package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LanemarkTest {

  @Test
  void anOptionWithNothingBehindItsEqualsSignIsNotGiven() {
    assertThat(
            Lanemark.withoutEmptyOptions(
                "check", "--margin=", "--budget=30m", "--include", "a=", "", "--", "--p="))
        .containsExactly("check", "--budget=30m", "--include", "a=", "", "--", "--p=");
  }

  @ParameterizedTest
  @CsvSource({"0, 73", "1, 1", "3, 3", "64, 64"})
  void whatCannotBePrintedIsNoSuccess(int exitCode, int expected) {
    StringWriter err = new StringWriter();
    CommandLine full =
        Lanemark.commandLine().setOut(new PrintWriter(new Full())).setErr(new PrintWriter(err));
    full.getOut().print("8 same");

    assertThat(Lanemark.afterOutput(full, exitCode)).isEqualTo(expected);
    assertThat(err)
        .hasToString(
            "lanemark: standard output cannot be written: it is closed, or its disk is full\n");
  }

  @Test
  void whatHasBeenPrintedChangesNothing() {
    CommandLine fine = Lanemark.commandLine().setOut(new PrintWriter(new StringWriter()));
    fine.getOut().print("8 same");

    assertThat(Lanemark.afterOutput(fine, 0)).isZero();
  }

  private static final class Full extends FilterWriter {
    Full() {
      super(Writer.nullWriter());
    }

    @Override
    public void flush() throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
