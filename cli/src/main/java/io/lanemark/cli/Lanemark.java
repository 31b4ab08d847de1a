package io.lanemark.cli;

import io.lanemark.benchmarks.backend.BackendUnavailableException;
import io.lanemark.cli.command.AbCommand;
import io.lanemark.cli.command.BaselineCommand;
import io.lanemark.cli.command.CompareCommand;
import io.lanemark.cli.command.GuardCommand;
import io.lanemark.cli.command.HistoryCommand;
import io.lanemark.cli.command.OverheadCommand;
import io.lanemark.cli.command.PoolCommand;
import io.lanemark.cli.command.ReportCommand;
import io.lanemark.cli.command.RunCommand;
import io.lanemark.cli.host.MeasuringHost;
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

/// The `lanemark` command.
@Command(
    name = "lanemark",
    description =
        "Measures what worker processes, platform threads and virtual threads cost and give.",
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      AbCommand.class,
      BaselineCommand.class,
      GuardCommand.class,
      HistoryCommand.class,
      OverheadCommand.class,
      PoolCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "lanemark 0.1.0",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:compare, ab, guard or baseline check found a regression",
      "2:with --strict, they could not tell",
      "3:a build or trials of a comparison failed",
      "64:wrong usage",
      "65:results that cannot be read",
      "69:a backend that is not to be had, or another JMH run on the machine",
      "70:a trial failed, or a fault of Lanemark itself",
      "73:an output that cannot be written"
    },
    footerHeading = "%nExamples:%n",
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
      exitCode = commandLine.execute(withoutEmptyOptions(arguments));
    } catch (Error e) {
      exitCode = end(commandLine, ExitCode.SOFTWARE, fault(e));
    }
    System.exit(exitCode);
  }

  /// Builds hand over every option that they know of, with nothing behind the equals sign of one
  /// that has no value: such an option is not given.
  static String[] withoutEmptyOptions(String... arguments) {
    List<String> words = List.of(arguments);
    int end = words.indexOf("--");
    List<String> options = end < 0 ? words : words.subList(0, end);
    return Stream.concat(
            options.stream().filter(word -> !EMPTY_OPTION.matcher(word).matches()),
            words.stream().skip(options.size()))
        .toArray(String[]::new);
  }

  private static CommandLine commandLine() {
    return new CommandLine(new Lanemark())
        .setOut(new PrintWriter(System.out, true, outputCharset()))
        .setParameterExceptionHandler(Lanemark::wrongUsage)
        .setExecutionExceptionHandler(Lanemark::failed);
  }

  /// Where no locale is set, as in most containers, the system claims ASCII; who reads the log
  /// takes it for UTF-8.
  private static Charset outputCharset() {
    Charset claimed = System.out.charset();
    return claimed.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : claimed;
  }

  /// Without a command there is nothing to do but to say so.
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: run, report, compare, ab, baseline, guard, history, overhead or"
            + " pool");
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return end(
        e.getCommandLine(), ExitCode.USAGE, "%s (see '%s --help')".formatted(message(e), command));
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
    return "a fault of Lanemark itself: %s (set %s=1 to see where)"
        .formatted(e, STACK_TRACE_VARIABLE);
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
