package io.lanemark.cli.command;

import io.lanemark.cli.option.RegexConverter;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ErrorLine;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.FileErrorMessage;
import io.lanemark.guard.export.TerminalHistory;
import io.lanemark.guard.history.CaseHistory;
import io.lanemark.guard.history.History;
import io.lanemark.guard.history.HistoryFile;
import io.lanemark.reports.page.HistoryReport;
import io.lanemark.results.BadResultsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lanemark history`: shows the scores of each case over time.
@Command(
    name = "history",
    header = "Show how each case developed from run to run.",
    customSynopsis = {
      "lanemark history [OPTIONS] [FILE]",
      "       lanemark history append [OPTIONS] RESULTS..."
    },
    description =
        "Prints a table, and with --output writes a page with a chart for each case. It gives no"
            + " verdicts: use 'compare' or 'ab' for them.",
    mixinStandardHelpOptions = true,
    subcommands = HistoryAppendCommand.class,
    exitCodeList = {
      "0:success",
      "64:wrong usage",
      "65:the history cannot be read, or contains no score",
      "73:the page cannot be written"
    },
    footer = {
      "  scripts/lanemark run --suite io --history history.jsonl",
      "  scripts/lanemark history append jmh.json --to history.jsonl",
      "  scripts/lanemark history history.jsonl --output site --include 'Parser|Lexer'"
    })
public final class HistoryCommand implements Callable<Integer> {

  private static final int MOST_SKIPPED = 10;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "history.jsonl",
      description =
          "History file that 'run --history' and 'history append' write. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path file;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Write the page history.html to DIR, which is created if missing.")
  private @Nullable Path output;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      converter = RegexConverter.class,
      description = "Only cases whose benchmark, mode and parameters match.")
  private @Nullable Pattern include;

  @Override
  public Integer call() {
    History history = new HistoryFile(file).read();
    warn(history.skipped());
    List<CaseHistory> cases =
        history.cases(each -> include == null || include.matcher(each.key()).find());
    if (cases.isEmpty() && include == null) {
      throw new BadResultsException(file, "no score in it");
    }
    if (cases.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no case of %s is selected by --include".formatted(file));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(TerminalHistory.of(history, cases));
    if (output != null) {
      write(history, cases, output);
    }
    out.flush();
    return ExitCode.OK.number();
  }

  private void write(History history, List<CaseHistory> cases, Path folder) {
    try {
      Path page = HistoryReport.write(history, cases, folder);
      spec.commandLine().getOut().println("History: " + page.toAbsolutePath());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE,
          FileErrorMessage.of(folder, "the page cannot be written there", e));
    }
  }

  private void warn(List<String> skipped) {
    PrintWriter err = spec.commandLine().getErr();
    skipped.stream()
        .limit(MOST_SKIPPED)
        .forEach(line -> ErrorLine.print(err, "%s: %s: skipped".formatted(file, line)));
    if (skipped.size() > MOST_SKIPPED) {
      ErrorLine.print(
          err, String.format(Locale.ROOT, "and %d more", skipped.size() - MOST_SKIPPED));
    }
  }
}
