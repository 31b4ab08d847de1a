package io.lanemark.guard.ab;

import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Unit;
import io.lanemark.guard.sequential.SubjectStage;
import io.lanemark.text.DurationText;
import io.lanemark.text.Terminal;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One line for each trial, and one for each round.
///
/// @param terminal where they go
/// @param budget of the whole run
/// @param width of the longest subject
record AbProgress(Terminal terminal, Duration budget, int width) {

  private static final int WIDEST = 60;

  /// Lines for a run.
  static AbProgress of(Terminal terminal, Duration budget, List<Subject> subjects) {
    int longest = subjects.stream().mapToInt(each -> each.shortText().length()).max().orElse(0);
    return new AbProgress(terminal, budget, Math.min(longest, WIDEST));
  }

  void began(int number, Lane lane, Subject subject) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "[%4d] %-9s  %-" + width + "s ",
            number,
            lane.label(),
            subject.shortText());
    terminal.out().flush();
  }

  void finished(AbTrial trial, List<Measured> scores) {
    end(scores.stream().map(AbProgress::text).collect(Collectors.joining(", ")), trial);
  }

  void failed(AbTrial trial) {
    end(terminal.red("failed:") + " " + trial.failure(), trial);
  }

  private void end(String what, AbTrial trial) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%s  %.1f s, %s of %s%n",
            what,
            trial.seconds(),
            DurationText.of(trial.elapsedSeconds()),
            DurationText.of(budget));
    terminal.out().flush();
  }

  /// The floor of the fork, as in the verdicts and in what is said about the ruler.
  private static String text(Measured scores) {
    Unit unit = scores.unit();
    return String.format(
        Locale.ROOT, "%,.4g %s", unit.value(scores.forks().getFirst().min()), unit.symbol());
  }

  /// A round is over.
  ///
  /// @param stages of all subjects
  /// @param leftSeconds how long the rest takes at most
  void looked(int round, Collection<SubjectStage> stages, double leftSeconds) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "Round %d: %d of %d decided, %d to be confirmed; at most %s left%n",
            round,
            Collections.frequency(stages, SubjectStage.OVER),
            stages.size(),
            Collections.frequency(stages, SubjectStage.CONFIRMING),
            DurationText.of(leftSeconds));
    terminal.out().flush();
  }
}
