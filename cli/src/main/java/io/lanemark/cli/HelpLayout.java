package io.lanemark.cli;

import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The layout of `--help`, which is the same for all commands.
final class HelpLayout {

  private static final String USAGE = "Usage: ";
  private static final String VERSION = "lanemark 0.1.0";

  private HelpLayout() {}

  /// Sets the layout of a command and of its subcommands. Options appear in the order of their
  /// declarations.
  ///
  /// @param columns finds the width when help is printed
  static CommandLine applyTo(CommandLine commandLine, IntSupplier columns) {
    commandLine
        .getCommandSpec()
        .version(VERSION)
        .usageMessage()
        .sortOptions(false)
        .synopsisHeading("%n" + USAGE)
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .footerHeading("%nExamples:%n");
    commandLine.setHelpFactory((spec, colours) -> help(spec, colours, columns.getAsInt()));
    commandLine.getSubcommands().values().forEach(command -> applyTo(command, columns));
    return commandLine;
  }

  private static Help help(CommandSpec spec, Help.ColorScheme colours, int width) {
    UsageMessageSpec message = spec.usageMessage();
    message
        .width(width)
        .customSynopsis(LineBreaks.ofSynopsis(width, USAGE).fitted(message.customSynopsis()))
        .footer(LineBreaks.ofExamples(width).fitted(message.footer()));
    return new Help(spec, colours);
  }
}
