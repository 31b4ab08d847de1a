package io.lanemark.cli;

import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import io.lanemark.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Help.Ansi;

/// One line a trial: what it is when it begins, what came of it when it is over.
final class ConsoleProgress implements Progress {

  private final PrintWriter out;

  ConsoleProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void began(PlannedTrial planned, int number, int total) {
    Case measured = planned.trialCase();
    String digits = "%" + Integer.toString(total).length() + "d";
    out.printf(
        "[" + digits + "/%d] %-17s %-17s K=%-5d W=%-5d",
        number,
        total,
        measured.workload(),
        who(planned),
        measured.inFlight(),
        measured.workers());
    out.flush();
  }

  /// The model, or what the trial is for where it is not to be compared.
  static String who(PlannedTrial planned) {
    return switch (planned.role()) {
      case MEASURE -> planned.trialCase().label();
      case CEILING -> "(backend alone)";
      case SEARCH -> "(" + planned.trialCase().label() + ")";
    };
  }

  @Override
  public void finished(Trial trial, Duration left) {
    String result =
        switch (trial.state()) {
          case DONE -> "%,12.1f tasks/s%s".formatted(throughput(trial), unsteady(trial));
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

  private static double throughput(Trial trial) {
    long operations = trial.iterations().stream().mapToLong(Iteration::operations).sum();
    long nanos = trial.iterations().stream().mapToLong(Iteration::durationNanos).sum();
    return operations * 1e9 / nanos;
  }

  private static String unsteady(Trial trial) {
    return trial.warmUp().steady() ? "" : " (not steady)";
  }
}
