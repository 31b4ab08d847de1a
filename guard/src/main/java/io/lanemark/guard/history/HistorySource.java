package io.lanemark.guard.history;

import io.lanemark.environment.EnvironmentProbe;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.FileErrorMessage;
import io.lanemark.guard.ab.AbFolder;
import io.lanemark.guard.ab.AbPlan;
import io.lanemark.guard.ab.Lane;
import io.lanemark.guard.checkout.GitCheckout;
import io.lanemark.guard.input.RunNumber;
import io.lanemark.guard.input.SideReader;
import io.lanemark.guard.regression.Measured;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.ResultsFolder;
import io.lanemark.text.Plural;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Results that can be added to a history.
///
/// @param scores where they are
/// @param origin when and where it was measured, and what
public record HistorySource(List<Path> scores, Origin origin) {

  private static final List<RunNumber> NUMBERS =
      Stream.of("score", "p99", "memory", "cpu").map(RunNumber::named).toList();

  /// Identifies results.
  ///
  /// @param results a results folder, the folder of an A/B run, whose candidate is used, files of
  ///   JMH's JSON, or folders of such files
  /// @return the results, with their origin
  /// @throws BadResultsException if they cannot be read
  /// @throws InterruptedException if interrupted; nothing is left running
  public static HistorySource of(List<Path> results) throws InterruptedException {
    Path first = results.getFirst();
    if (results.size() == 1 && ResultsFolder.holdsRun(first)) {
      Origin origin = Origin.of(ResultsFolder.open(first).run());
      return new HistorySource(
          results, origin.commit().isEmpty() ? of(origin, checkedOut()) : origin);
    }
    if (results.size() == 1 && AbFolder.holdsRun(first)) {
      AbFolder folder = AbFolder.open(first);
      AbPlan plan = folder.plan();
      List<Path> candidate = List.of(folder.of(Lane.CANDIDATE));
      return new HistorySource(
          candidate,
          new Origin(
              plan.start().startedAt(),
              checkedOut(),
              Origin.machine(plan.environment()),
              javas(candidate)));
    }
    return new HistorySource(
        results,
        new Origin(
            lastWritten(results),
            checkedOut(),
            Origin.machine(
                EnvironmentProbe.read(Path.of(System.getProperty("java.home")), List.of())),
            javas(results)));
  }

  private static Origin of(Origin origin, String commit) {
    return new Origin(origin.at(), commit, origin.machine(), origin.java());
  }

  private static String checkedOut() throws InterruptedException {
    return new GitCheckout(Path.of("")).commit().orElse("");
  }

  private static String javas(List<Path> sources) {
    return String.join("; ", SideReader.javas(sources));
  }

  private static Instant lastWritten(List<Path> files) {
    List<Instant> times = new ArrayList<>();
    for (Path file : files) {
      try {
        times.add(Files.getLastModifiedTime(file).toInstant());
      } catch (IOException e) {
        throw BadResultsException.unreadable(file, e);
      }
    }
    return Collections.max(times).truncatedTo(ChronoUnit.SECONDS);
  }

  /// The same with another origin.
  ///
  /// @param other where the run came from
  /// @return the same scores with that origin
  public HistorySource with(Origin other) {
    return new HistorySource(scores, other);
  }

  /// Adds them to a history, and prints a line about it.
  ///
  /// @param history the file
  /// @param out gets that line
  /// @throws BadResultsException if they cannot be read, or have no score at all
  /// @throws CommandException if it cannot be written
  public void appendTo(Path history, PrintWriter out) {
    List<Measured> measured = SideReader.read(scores, NUMBERS, _ -> true);
    HistoryRun run = HistoryRun.of(origin, measured);
    if (run.scores().isEmpty()) {
      throw new BadResultsException(
          scores.getFirst(),
          "no score that could be added to a history; %s: %s"
              .formatted(
                  measured.getFirst().key().text(), measured.getFirst().failures().getFirst()));
    }
    try {
      new HistoryFile(history).append(run);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE,
          FileErrorMessage.of(history, "the history cannot be written there", e));
    }
    long without = measured.stream().filter(each -> each.forks().isEmpty()).count();
    out.printf(
        "History: %s, %s added%s%n",
        history.toAbsolutePath(),
        Plural.of(run.scores().size(), "number"),
        without == 0 ? "" : String.format(Locale.ROOT, ", %d without a score left out", without));
    out.flush();
  }
}
