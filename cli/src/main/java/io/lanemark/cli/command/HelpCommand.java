package io.lanemark.cli.command;

import io.lanemark.exit.ExitCode;
import io.lanemark.registry.UnknownNameException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lanemark help`: what `--help` after a command prints.
@Command(
    name = "help",
    header = "Describe lanemark, or one of its commands.",
    customSynopsis = "lanemark help [COMMAND...]",
    description = "Prints what --help after the command prints.",
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:success", "64:wrong usage"},
    footer = {"  scripts/lanemark help run", "  scripts/lanemark help history append"})
public final class HelpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, with its subcommand if it has one. Default: lanemark itself.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    for (String name : names) {
      CommandLine next = command.getSubcommands().get(name);
      if (next == null) {
        throw new ParameterException(spec.commandLine(), unknown(name, command));
      }
      command = next;
    }
    command.usage(spec.commandLine().getOut());
    return ExitCode.OK.number();
  }

  /// Why a word is not a command.
  ///
  /// @param name the word
  /// @param command in which it was given
  public static String unknown(String name, CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? "unexpected argument '%s'".formatted(name)
        : String.valueOf(
            new UnknownNameException(
                    "command", name, List.copyOf(command.getSubcommands().keySet()))
                .getMessage());
  }
}
