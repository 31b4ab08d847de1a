package io.lanemark.run;

import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import io.lanemark.text.DurationText;
import io.lanemark.text.Terminal;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/// One line a trial: what it is when it begins, what came of it when it is over.
public final class ConsoleProgress implements Progress {

  private final Terminal terminal;
  private final TrialColumns columns;

  /// Lines for the trials of a plan.
  ///
  /// @param terminal where they go
  /// @param plan what the lines must fit
  public ConsoleProgress(Terminal terminal, Collection<PlannedTrial> plan) {
    this.terminal = terminal;
    this.columns = TrialColumns.of(plan);
  }

  @Override
  public void began(PlannedTrial planned, int number, int total) {
    Case measured = planned.trialCase();
    String digits = "%" + Integer.toString(total).length() + "d";
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "[" + digits + "/%d] %s K=%-5d W=%-5d",
            number,
            total,
            columns.row(planned),
            measured.inFlight(),
            measured.workers());
    terminal.out().flush();
  }

  @Override
  public void finished(Trial trial, Duration left) {
    String result =
        switch (trial.state()) {
          case DONE ->
              String.format(
                  Locale.ROOT, "%,12.1f tasks/s%s", trial.operationsPerSecond(), unsteady(trial));
          case FAILED -> terminal.red("failed:") + " " + trial.reason();
          case NOT_RUN -> "not run: " + trial.reason();
        };
    terminal
        .out()
        .printf(
            Locale.ROOT, "%s  %4.1f s, %s left%n", result, trial.seconds(), DurationText.of(left));
    terminal.out().flush();
  }

  private static String unsteady(Trial trial) {
    return trial.warmUp().steady() ? "" : " (not steady)";
  }
}
