package io.lanemark.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanemark baseline`: the group of commands for baselines.
@Command(
    name = "baseline",
    header = "Save results or a jar as a baseline, and compare with it.",
    customSynopsis = "lanemark baseline COMMAND [OPTIONS]",
    description = "'lanemark baseline COMMAND --help' describes the options of a command.",
    subcommands = {
      BaselineSaveCommand.class,
      BaselineShowCommand.class,
      BaselineCheckCommand.class
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:success", "64:wrong usage"},
    footer = {
      "  scripts/lanemark baseline save                  # the newest run in results/",
      "  scripts/lanemark baseline save --from target/benchmarks.jar --name release-2",
      "  scripts/lanemark baseline show",
      "  scripts/lanemark baseline check --baseline baselines/main \\",
      "      --results results/20260101-120000"
    })
public final class BaselineCommand implements Runnable {

  /// The default folder of baselines.
  static final String FOLDER = "baselines";

  @Spec private CommandSpec spec;

  /// Refuses a command line without a command.
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: use save, show or check");
  }
}
