package io.lanemark.cli;

import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import io.lanemark.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import picocli.CommandLine.Help.Ansi;

/// One line a trial: what it is when it begins, what came of it when it is over.
final class ConsoleProgress implements Progress {

  private final PrintWriter out;
  private final TrialColumns columns;

  /// @param plan what the lines must fit
  ConsoleProgress(PrintWriter out, Collection<PlannedTrial> plan) {
    this.out = out;
    this.columns = TrialColumns.of(plan);
  }

  @Override
  public void began(PlannedTrial planned, int number, int total) {
    Case measured = planned.trialCase();
    String digits = "%" + Integer.toString(total).length() + "d";
    out.printf(
        "[" + digits + "/%d] %s K=%-5d W=%-5d",
        number,
        total,
        columns.row(planned),
        measured.inFlight(),
        measured.workers());
    out.flush();
  }

  @Override
  public void finished(Trial trial, Duration left) {
    String result =
        switch (trial.state()) {
          case DONE -> "%,12.1f tasks/s%s".formatted(trial.operationsPerSecond(), unsteady(trial));
          case FAILED -> Ansi.AUTO.string("@|red failed:|@ ") + trial.reason();
          case NOT_RUN -> "not run: " + trial.reason();
        };
    out.printf("%s  %4.1f s, %s left%n", result, trial.seconds(), minutes(left));
    out.flush();
  }

  /// Minutes and seconds, such as `3:07`.
  static String minutes(Duration duration) {
    return "%d:%02d min".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private static String unsteady(Trial trial) {
    return trial.warmUp().steady() ? "" : " (not steady)";
  }
}
