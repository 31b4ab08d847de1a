package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/// `--help` of all commands.
class HelpLayoutTest {

  static Stream<String> commands() {
    return all().map(command -> command.getCommandSpec().qualifiedName());
  }

  private static Stream<CommandLine> all() {
    return withSubcommands(Lanemark.commandLine());
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(HelpLayoutTest::withSubcommands));
  }

  private static CommandLine command(String name) {
    return all()
        .filter(command -> command.getCommandSpec().qualifiedName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String help(String name, int columns) {
    return HelpLayout.applyTo(command(name), () -> columns).getUsageMessage();
  }

  /// picocli breaks a long line, and an example with a line break cannot be pasted.
  @ParameterizedTest
  @MethodSource("commands")
  void noExampleIsBroken(String name) {
    String[] footer = command(name).getCommandSpec().usageMessage().footer();

    assertThat(footer)
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(help(name, TerminalWidth.MOST).lines())
                    .contains(line.replace("%%", "%")));
  }

  /// As a shell reads them, without a comment.
  private static List<String> words(String example) {
    return Pattern.compile("#.*|(?:'[^']*'|[^\\s'])+")
        .matcher(example)
        .results()
        .map(MatchResult::group)
        .filter(word -> !word.startsWith("#"))
        .map(word -> word.replace("'", ""))
        .toList();
  }

  static Stream<Arguments> widths() {
    return commands()
        .flatMap(
            name ->
                Stream.of(TerminalWidth.LEAST, 63, TerminalWidth.MOST)
                    .map(columns -> Arguments.of(name, columns)));
  }

  @ParameterizedTest
  @MethodSource("widths")
  void fitsATerminal(String name, int columns) {
    assertThat(help(name, columns).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
  }

  /// A shell reads the example of a narrow terminal as the words of the wide one.
  @ParameterizedTest
  @MethodSource("commands")
  void anExampleCanBePastedFromANarrowTerminal(String name) {
    assertThat(examples(name, TerminalWidth.LEAST).stream().map(HelpLayoutTest::words).toList())
        .isEqualTo(examples(name, TerminalWidth.MOST).stream().map(HelpLayoutTest::words).toList());
  }

  private static List<String> examples(String name, int columns) {
    String help = help(name, columns);
    return help.substring(help.lastIndexOf("Examples:") + "Examples:".length())
        .replaceAll(" \\\\\\R *", " ")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /// Every example is a valid command line, with options that exist.
  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsValid(String name) {
    assertThat(examples(name, TerminalWidth.MOST))
        .isNotEmpty()
        .filteredOn(example -> !example.startsWith("mvn "))
        .allSatisfy(
            example -> {
              List<String> words = words(example);
              assertThat(words.getFirst()).isEqualTo("scripts/lanemark");
              Lanemark.commandLine()
                  .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            });
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "20, 55", "200, 80", "0, 80"})
  void theVariableOfTheShellIsHeard(String columns, int expected) {
    assertThat(TerminalWidth.of(columns)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void saysWhatItDoesAndHowItEnds(String name) {
    UsageMessageSpec help = command(name).getCommandSpec().usageMessage();

    assertThat(help.header()).hasSize(1);
    assertThat(help.exitCodeList()).containsKeys("0", "64");
  }
}
