package io.lanemark.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanemark baseline`: what later measurements are compared with.
@Command(
    name = "baseline",
    description = "Keeps what later measurements are compared with, and compares them.",
    subcommands = {
      BaselineSaveCommand.class,
      BaselineShowCommand.class,
      BaselineCheckCommand.class
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/lanemark baseline save                                    (the newest in"
          + " results/)",
      "  scripts/lanemark baseline save --from target/benchmarks.jar --name release-2",
      "  scripts/lanemark baseline show",
      "  scripts/lanemark baseline check --baseline baselines/main --results"
          + " results/20260101-120000"
    })
public final class BaselineCommand implements Runnable {

  /// Where baselines are, unless something else is said.
  static final String FOLDER = "baselines";

  @Spec private CommandSpec spec;

  /// Without a command there is nothing to do but to say so.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: save, show or check");
  }
}
