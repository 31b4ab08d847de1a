package io.lanemark.cli.command;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The command line that started a run. The run stores it, and `--resume` parses it again.
final class RecordedCommand {

  private static final String SCRIPT = "scripts/lanemark";

  private RecordedCommand() {}

  /// The command line of this process.
  static List<String> ofThisProcess(CommandSpec spec) {
    return Stream.concat(
            Stream.of(SCRIPT), spec.root().commandLine().getParseResult().originalArgs().stream())
        .toList();
  }

  /// Parses a recorded command line.
  ///
  /// @param recorded what [#ofThisProcess] returned in an earlier process
  /// @param name the expected command
  /// @param command receives the options
  /// @throws IllegalArgumentException if it is the command line of another command, or invalid
  static void parse(List<String> recorded, String name, Object command) {
    if (recorded.size() < 2 || !recorded.get(1).equals(name)) {
      throw new IllegalArgumentException("the recorded command is not '%s'".formatted(name));
    }
    try {
      new CommandLine(command).parseArgs(recorded.stream().skip(2).toArray(String[]::new));
    } catch (ParameterException e) {
      throw new IllegalArgumentException(
          "the recorded command is no longer valid: " + e.getMessage(), e);
    }
  }

  /// Refuses all options and arguments next to one option.
  ///
  /// @param option the only option that is allowed
  /// @param spec the command that runs now
  /// @throws ParameterException if there is another one
  static void refuseOtherOptions(String option, CommandSpec spec) {
    Stream.concat(
            spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals(option)),
            spec.commandLine().getParseResult().matchedPositionals().stream()
                .flatMap(positional -> positional.stringValues().stream()))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "%s cannot be combined with %s: it takes no other options"
                      .formatted(option, name));
            });
  }
}
