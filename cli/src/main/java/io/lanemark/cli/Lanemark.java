package io.lanemark.cli;

import io.lanemark.benchmarks.backend.BackendUnavailableException;
import io.lanemark.cli.command.AbCommand;
import io.lanemark.cli.command.BaselineCommand;
import io.lanemark.cli.command.CompareCommand;
import io.lanemark.cli.command.GuardCommand;
import io.lanemark.cli.command.HelpCommand;
import io.lanemark.cli.command.HistoryCommand;
import io.lanemark.cli.command.OverheadCommand;
import io.lanemark.cli.command.PoolCommand;
import io.lanemark.cli.command.ReportCommand;
import io.lanemark.cli.command.RunCommand;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.cli.option.PathConverter;
import io.lanemark.cli.option.WholeNumberConverter;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ErrorLine;
import io.lanemark.exit.ExitCode;
import io.lanemark.results.BadResultsException;
import io.lanemark.run.EndingProcess;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `lanemark` command.
@Command(
    name = "lanemark",
    header = "Measure the cost of worker processes, platform threads and virtual threads.",
    synopsisSubcommandLabel = "COMMAND",
    description = "'lanemark COMMAND --help' describes the options of a command.",
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      AbCommand.class,
      GuardCommand.class,
      BaselineCommand.class,
      HistoryCommand.class,
      OverheadCommand.class,
      PoolCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:success; for a comparison: no regression",
      "1:a regression, or an accepted change has expired",
      "2:with --strict: a case is inconclusive or only in the base, or nothing could be compared",
      "3:no regression shown, but a build or trials of a comparison failed; with --strict also:"
          + " the machine changed too much",
      "64:wrong usage",
      "65:an input file cannot be read, or a run cannot be resumed",
      "69:a backend is unavailable, or another JMH run uses the machine",
      "70:trials of 'run' failed, or Lanemark has an internal error",
      "73:an output cannot be written"
    },
    footer = {
      "  scripts/lanemark run --profile quick",
      "  scripts/lanemark report results/20260101-120000 --output site",
      "  scripts/lanemark compare main.json branch.json"
    })
public final class Lanemark implements Runnable {

  private static final Pattern EMPTY_OPTION = Pattern.compile("--[a-z-]+=");

  private static final String STACK_TRACE_VARIABLE = "LANEMARK_STACKTRACE";

  @Spec private CommandSpec spec;

  /// For picocli.
  public Lanemark() {}

  /// Runs a command and exits with its code.
  ///
  /// @param arguments the command line
  public static void main(String... arguments) {
    MeasuringHost.beginIfSupervised();
    CommandLine commandLine = commandLine();
    int exitCode;
    try {
      exitCode =
          LocaleEncoding.ofThisJvm()
              .complaint(System.getProperty("user.dir"), arguments)
              .map(complaint -> end(commandLine, ExitCode.USAGE, complaint))
              .orElseGet(() -> commandLine.execute(withoutEmptyOptions(arguments)));
    } catch (Error e) {
      exitCode = end(commandLine, ExitCode.SOFTWARE, fault(e));
    }
    System.exit(afterOutput(commandLine, exitCode));
  }

  /// What was printed must have arrived: standard output may be closed, or its disk full.
  static int afterOutput(CommandLine commandLine, int exitCode) {
    if (!commandLine.getOut().checkError()) {
      return exitCode;
    }
    int failed =
        end(
            commandLine,
            ExitCode.CANNOT_CREATE,
            "standard output cannot be written: it is closed, or its disk is full");
    return exitCode == ExitCode.OK.number() ? failed : exitCode;
  }

  /// A Maven build passes all options that it knows, and leaves the value of an unset one empty:
  /// `--option=`. Such an option counts as not given.
  static String[] withoutEmptyOptions(String... arguments) {
    List<String> all = List.of(arguments);
    int end = all.indexOf("--");
    List<String> options = end < 0 ? all : all.subList(0, end);
    return Stream.concat(
            options.stream().filter(option -> !EMPTY_OPTION.matcher(option).matches()),
            all.stream().skip(options.size()))
        .toArray(String[]::new);
  }

  static CommandLine commandLine() {
    CommandLine commandLine =
        HelpLayout.applyTo(new CommandLine(new Lanemark()), TerminalWidth::columns);
    WholeNumberConverter.registerWith(commandLine);
    PathConverter.registerWith(commandLine);
    return commandLine
        .setOut(new PrintWriter(System.out, true, outputCharset()))
        .setParameterExceptionHandler(Lanemark::wrongUsage)
        .setExecutionExceptionHandler(Lanemark::failed);
  }

  /// Without a locale, as in most containers, the system reports ASCII, but readers of the log
  /// expect UTF-8.
  private static Charset outputCharset() {
    Charset reported = System.out.charset();
    return reported.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : reported;
  }

  /// Refuses a command line without a command.
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: use run, report, compare, ab, guard, baseline, history, overhead,"
            + " pool or help");
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return end(
        e.getCommandLine(),
        ExitCode.USAGE,
        "%s (see '%s --help')".formatted(usageMessage(e), command));
  }

  private static String usageMessage(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
        ? HelpCommand.unknown(unmatched.getUnmatched().getFirst(), e.getCommandLine())
        : message(e);
  }

  private static int failed(Exception e, CommandLine commandLine, ParseResult parsed) {
    if (System.getenv(STACK_TRACE_VARIABLE) != null) {
      e.printStackTrace(commandLine.getErr());
    }
    return switch (e) {
      case CommandException failure -> end(commandLine, failure.exitCode(), message(failure));
      case BadResultsException bad -> end(commandLine, ExitCode.DATA, message(bad));
      case BackendUnavailableException backend ->
          end(commandLine, ExitCode.UNAVAILABLE, message(backend));
      default -> end(commandLine, ExitCode.SOFTWARE, fault(e));
    };
  }

  private static String fault(Throwable e) {
    return "internal error: %s (set %s=1 for the stack trace)".formatted(e, STACK_TRACE_VARIABLE);
  }

  private static String message(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  private static int end(CommandLine commandLine, ExitCode exitCode, String message) {
    PrintWriter err = commandLine.getErr();
    if (!EndingProcess.isEnding()) {
      ErrorLine.print(err, message);
    }
    return exitCode.number();
  }
}
