package io.lanemark.cli;

import picocli.CommandLine;

/// The layout of `--help`, which is the same for all commands.
final class HelpLayout {

  private static final String VERSION = "lanemark 0.1.0";

  private HelpLayout() {}

  /// Sets the layout of a command and of its subcommands. Options appear in the order of their
  /// declarations.
  static CommandLine applyTo(CommandLine commandLine) {
    commandLine
        .getCommandSpec()
        .version(VERSION)
        .usageMessage()
        .sortOptions(false)
        .synopsisHeading("%nUsage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .footerHeading("%nExamples:%n");
    commandLine.getSubcommands().values().forEach(HelpLayout::applyTo);
    return commandLine;
  }
}
