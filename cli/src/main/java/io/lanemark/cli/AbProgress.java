package io.lanemark.cli;

import io.lanemark.ab.AbTrial;
import io.lanemark.ab.Lane;
import io.lanemark.ab.Subject;
import io.lanemark.reports.regression.Measured;
import io.lanemark.reports.regression.Unit;
import io.lanemark.reports.sequential.Stage;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/// One line a trial, and one a round.
///
/// @param out where they go
/// @param budget all the time that there is
/// @param width of the longest subject
record AbProgress(PrintWriter out, Duration budget, int width) {

  private static final int WIDEST = 60;

  /// Lines for a run.
  static AbProgress of(PrintWriter out, Duration budget, List<Subject> subjects) {
    int longest = subjects.stream().mapToInt(each -> each.shortText().length()).max().orElse(0);
    return new AbProgress(out, budget, Math.min(longest, WIDEST));
  }

  void began(int number, Lane lane, Subject subject) {
    out.printf("[%4d] %-9s  %-" + width + "s ", number, lane.label(), subject.shortText());
    out.flush();
  }

  void finished(AbTrial trial, List<Measured> scores) {
    end(scores.stream().map(AbProgress::text).collect(Collectors.joining(", ")), trial);
  }

  void failed(AbTrial trial) {
    end(Ansi.AUTO.string("@|red failed:|@ ") + trial.failure(), trial);
  }

  private void end(String what, AbTrial trial) {
    out.printf(
        "%s  %.1f s, %s of %s%n",
        what, trial.seconds(), minutes(trial.elapsedSeconds()), ConsoleProgress.minutes(budget));
    out.flush();
  }

  private static String text(Measured scores) {
    Unit unit = scores.unit();
    return "%,.4g %s".formatted(unit.value(scores.forks().getFirst().mean()), unit.symbol());
  }

  /// A round is over.
  ///
  /// @param stages of all subjects
  /// @param leftSeconds how long the rest takes at most
  void looked(int round, Collection<Stage> stages, double leftSeconds) {
    out.printf(
        "Round %d: %d of %d decided, %d to be confirmed; at most %s left%n",
        round,
        Collections.frequency(stages, Stage.OVER),
        stages.size(),
        Collections.frequency(stages, Stage.CONFIRMING),
        minutes(leftSeconds));
    out.flush();
  }

  private static String minutes(double seconds) {
    return ConsoleProgress.minutes(Duration.ofSeconds(Math.round(seconds)));
  }
}
