package io.lanemark.cli.command;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.Reason;
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

/// `lanemark report`: results to one HTML file.
@Command(
    name = "report",
    description = "Writes the HTML report of one or more results folders.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/lanemark report results/20260101-120000 --output site",
      "  scripts/lanemark report monday tuesday --output site   (each compared within itself only)"
    })
public final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = "Folders that 'run' wrote, finished or not.")
  private List<Path> results;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Where index.html goes; made where it does not exist.")
  private Path output;

  @Override
  public Integer call() {
    write(results, output, spec.commandLine().getOut());
    return ExitCode.OK.number();
  }

  /// Writes the report of some results, and says where it is.
  ///
  /// @throws CommandException if it cannot be written
  static void write(List<Path> results, Path output, PrintWriter out) {
    try {
      Path page = HtmlReport.write(results, output);
      out.println("Report: " + page.toAbsolutePath());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE, Reason.of(output, "the report cannot be written there", e));
    }
  }
}
