package io.lanemark.cli.command;

import io.lanemark.cli.option.PointInTime;
import io.lanemark.exit.ExitCode;
import io.lanemark.guard.history.HistorySource;
import io.lanemark.guard.history.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lanemark history append`: adds a run to a history.
@Command(
    name = "append",
    description =
        "Adds a run to a history, as one line of JSON: a results folder, the candidate of an A/B"
            + " run, or what JMH wrote with '-rf json', gzipped or not, or a folder of such files;"
            + " several are joined by commas.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/lanemark history append results/20260101-120000 --to history.jsonl",
      "  scripts/lanemark history append jmh.json --to history.jsonl --commit 1a2b3c4"
    })
final class HistoryAppendCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1", paramLabel = "RESULTS", split = ",", description = "What was measured.")
  private List<Path> results = List.of();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      defaultValue = "history.jsonl",
      description = "The history; made where it does not exist. Default: ${DEFAULT-VALUE}.")
  private Path history;

  @Option(
      names = "--commit",
      paramLabel = "SHA",
      description =
          "Of what was measured. Default: what a results folder says of itself, or the commit that"
              + " is checked out here.")
  private @Nullable String commit;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = PointInTime.class,
      description =
          "When, such as 2026-01-31T12:00:00Z. Default: what a folder says of itself, or when"
              + " JMH's JSON was written.")
  private @Nullable Instant at;

  @Option(
      names = "--machine",
      paramLabel = "TEXT",
      description = "Where. Default: what a folder says of itself, or this machine.")
  private @Nullable String machine;

  @Override
  public Integer call() throws InterruptedException {
    HistorySource source = HistorySource.of(results);
    Origin found = source.origin();
    source
        .with(
            new Origin(
                Objects.requireNonNullElse(at, found.at()),
                Objects.requireNonNullElse(commit, found.commit()),
                Objects.requireNonNullElse(machine, found.machine()),
                found.java()))
        .appendTo(history, spec.commandLine().getOut());
    return ExitCode.OK.number();
  }
}
