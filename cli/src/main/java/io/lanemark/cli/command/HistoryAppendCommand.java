package io.lanemark.cli.command;

import io.lanemark.cli.option.InstantConverter;
import io.lanemark.cli.option.PathList;
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
    header = "Add a run to a history file.",
    customSynopsis = "lanemark history append [OPTIONS] RESULTS...",
    description =
        "Adds one line of JSON. RESULTS is a results folder, the folder of an A/B run (its"
            + " candidate counts), a JSON file of JMH ('-rf json', gzipped or not) or a folder of"
            + " such files. Several can also be one argument, with commas between them.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:success",
      "64:wrong usage",
      "65:the results or the history cannot be read",
      "73:the history cannot be written"
    },
    footer = {
      "  scripts/lanemark history append results/20260101-120000 --to history.jsonl",
      "  scripts/lanemark history append jmh.json --to history.jsonl --commit 1a2b3c4"
    })
final class HistoryAppendCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      converter = PathList.Converter.class,
      description = "The results to add; several paths count as one run.")
  private List<PathList> results = List.of();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      defaultValue = "history.jsonl",
      description = "The history file; created if missing. Default: ${DEFAULT-VALUE}.")
  private Path history;

  @Option(
      names = "--commit",
      paramLabel = "SHA",
      description =
          "Commit of the measured sources. Default: the commit that the results folder records, or"
              + " the commit of this checkout.")
  private @Nullable String commit;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description =
          "Time of the run, for example 2026-01-31T12:00:00Z. Default: the time that the results"
              + " folder records, or the modification time of the JSON file.")
  private @Nullable Instant at;

  @Option(
      names = "--machine",
      paramLabel = "TEXT",
      description =
          "Name of the machine. Default: the machine that the results folder records, or this"
              + " machine.")
  private @Nullable String machine;

  @Override
  public Integer call() throws InterruptedException {
    HistorySource source = HistorySource.of(PathList.all(results));
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
