package io.lanemark.cli.command;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.FileErrorMessage;
import io.lanemark.reports.page.HtmlReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lanemark report`: writes the HTML report of results.
@Command(
    name = "report",
    header = "Write the HTML report of one or more results folders.",
    customSynopsis = "lanemark report --output=DIR RESULTS...",
    description =
        "Writes one page with a section for each results folder. Models are compared within a"
            + " folder only.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:success",
      "64:wrong usage",
      "65:the results cannot be read",
      "73:the report cannot be written"
    },
    footer = {
      "  scripts/lanemark report results/20260101-120000 --output site",
      "  scripts/lanemark report monday tuesday --output site"
    })
public final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = "Results folders of finished or stopped runs.")
  private List<Path> results;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Folder for index.html; created if missing.")
  private Path output;

  @Override
  public Integer call() {
    write(results, output, spec.commandLine().getOut());
    return ExitCode.OK.number();
  }

  /// Writes the report of some results, and prints its path.
  ///
  /// @throws CommandException if it cannot be written
  static void write(List<Path> results, Path output, PrintWriter out) {
    try {
      Path page = HtmlReport.write(results, output);
      out.println("Report: " + page.toAbsolutePath());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE,
          FileErrorMessage.of(output, "the report cannot be written there", e));
    }
  }
}
