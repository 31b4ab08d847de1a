package io.lanemark.cli.option;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The command that a run was started with, which is what it goes on with.
public final class RecordedCommand {

  private static final String SCRIPT = "scripts/lanemark";

  private RecordedCommand() {}

  /// The words of the command that runs now.
  public static List<String> words(CommandSpec spec) {
    return Stream.concat(
            Stream.of(SCRIPT), spec.root().commandLine().getParseResult().originalArgs().stream())
        .toList();
  }

  /// Reads recorded words again.
  ///
  /// @param words what [#words] answered in an earlier process
  /// @param name of the command
  /// @param command gets its options
  /// @throws IllegalArgumentException if they are none of that command
  public static void parse(List<String> words, String name, Object command) {
    if (words.size() < 2 || !words.get(1).equals(name)) {
      throw new IllegalArgumentException("its command is no '%s'".formatted(name));
    }
    try {
      new CommandLine(command).parseArgs(words.stream().skip(2).toArray(String[]::new));
    } catch (ParameterException e) {
      throw new IllegalArgumentException(
          "its command is not understood any more: " + e.getMessage(), e);
    }
  }

  /// Refuses all that is given beside an option.
  ///
  /// @throws ParameterException if anything is
  public static void refuseOptionsBeside(String option, CommandSpec spec) {
    Stream.concat(
            spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals(option)),
            spec.commandLine().getParseResult().matchedPositionals().stream()
                .flatMap(words -> words.stringValues().stream()))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "%s goes with no other option, and %s was given".formatted(option, name));
            });
  }
}
