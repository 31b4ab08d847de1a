package io.lanemark.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class OutputFailuresTest {

  private final OutputFailures failures = new OutputFailures();

  @Test
  void anOutputThatIsMissingIsOneLineAndChangesOnlyTheExitCodeOfSuccess() throws Exception {
    StringWriter err = new StringWriter();

    failures.attempt(() -> {}, new PrintWriter(err));
    assertThat(failures.exitCode(ExitCode.OK)).isEqualTo(ExitCode.OK);
    failures.attempt(
        () -> {
          throw new CommandException(ExitCode.CANNOT_CREATE, "v.json: disk full");
        },
        new PrintWriter(err));

    assertThat(err).hasToString("lanemark: v.json: disk full\n");
    assertThat(failures.exitCode(ExitCode.OK)).isEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(failures.exitCode(ExitCode.REGRESSION)).isEqualTo(ExitCode.REGRESSION);
    assertThat(failures.exitCode(ExitCode.INFRASTRUCTURE)).isEqualTo(ExitCode.INFRASTRUCTURE);
  }
}
