package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/// `--help` of all commands.
class HelpLayoutTest {

  private static final int TERMINAL_COLUMNS = 80;

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

  /// picocli breaks a long line, and an example with a line break cannot be pasted.
  @ParameterizedTest
  @MethodSource("commands")
  void noExampleIsBroken(String name) {
    CommandLine command = command(name);
    String help = command.getUsageMessage();

    assertThat(command.getCommandSpec().usageMessage().footer())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(help.lines()).contains(line.replace("%%", "%")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsATerminal(String name) {
    assertThat(command(name).getUsageMessage().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TERMINAL_COLUMNS));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void saysWhatItDoesAndHowItEnds(String name) {
    UsageMessageSpec help = command(name).getCommandSpec().usageMessage();

    assertThat(help.header()).hasSize(1);
    assertThat(help.exitCodeList()).containsKeys("0", "64");
  }
}
