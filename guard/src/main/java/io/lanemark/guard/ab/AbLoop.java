package io.lanemark.guard.ab;

import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.sequential.RulerDrift;
import io.lanemark.guard.sequential.SequentialTest;
import io.lanemark.guard.sequential.SubjectStage;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Run;
import io.lanemark.run.EndingProcess;
import io.lanemark.run.TrialFailedException;
import io.lanemark.stats.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The rounds of an A/B run. Each begins with the ruler; then every subject that is not decided
/// runs one pair, suspects first, as long as the budget lasts.
///
/// Trials that an earlier process has finished are read from the folder instead of run again, so
/// that a run that was stopped takes the same decisions again, and continues.
final class AbLoop {

  /// A trial that takes so much longer than earlier ones will not end by itself.
  private static final int LONGEST_FACTOR = 3;

  private static final double GRACE_SECONDS = 60;

  private final AbFolder folder;
  private final AbPlan plan;
  private final ComparisonSettings settings;
  private final Subject ruler;
  private final TrialSource trials;
  private final AbProgress progress;
  private final SequentialTest<Subject> test;
  private final Alternation order;
  private final Budget budget;
  private final AbScores scores;
  private final Deque<AbTrial> finished;
  private final double secondsBefore;
  private final long startNanos;
  private final List<Double> rulerCosts = new ArrayList<>();
  private int trialNumber;

  /// A run that has not begun, or that continues.
  ///
  /// @param folder where the trials go
  /// @param plan what is measured
  /// @param settings of the comparison
  /// @param ruler what is measured in each round next to the subjects
  /// @param trials measures a trial
  /// @param progress prints each
  /// @param finished trials of earlier processes, in order
  /// @param startNanos when the budget began to be used, or to be used again
  AbLoop(
      AbFolder folder,
      AbPlan plan,
      ComparisonSettings settings,
      Subject ruler,
      TrialSource trials,
      AbProgress progress,
      Collection<AbTrial> finished,
      long startNanos) {
    this.folder = folder;
    this.plan = plan;
    this.settings = settings;
    this.ruler = ruler;
    this.trials = trials;
    this.progress = progress;
    this.test =
        new SequentialTest<>(
            plan.subjects().both(), settings, plan.limits().forks(), plan.isProof());
    this.order = new Alternation(plan.start().seed());
    this.budget = new Budget(plan.limits().budget(), plan.limits().expectedTrial());
    this.scores = new AbScores(folder);
    this.finished = new ArrayDeque<>(finished);
    this.secondsBefore = finished.isEmpty() ? 0 : this.finished.getLast().elapsedSeconds();
    this.startNanos = startNanos;
  }

  /// Runs what is left.
  ///
  /// @return what was found
  /// @throws IOException if results cannot be written
  /// @throws InterruptedException if interrupted; finished trials stay
  AbResult run() throws IOException, InterruptedException {
    int round = 1;
    while (isAnythingLeft()) {
      measureRuler(round);
      if (!measurePairs(round)) {
        break;
      }
      test.look();
      progress.looked(round, stages(), leftSeconds());
      round++;
    }
    if (!plan.subjects().both().isEmpty()) {
      measureRuler(round);
    }
    return new AbResult(
        plan,
        test.verdicts(),
        test.screened(),
        RulerDrift.of(
            Sample.of(rulerCosts), settings.margins().usual(), plan.limits().leastForks()),
        budget.elapsedSeconds());
  }

  private boolean isAnythingLeft() {
    return stages().stream().anyMatch(stage -> stage != SubjectStage.OVER);
  }

  private List<SubjectStage> stages() {
    return plan.subjects().both().stream().map(test::stage).toList();
  }

  /// How long the undecided subjects will take at most, within the budget.
  private double leftSeconds() {
    double all =
        plan.subjects().both().stream()
            .mapToDouble(subject -> budget.pairsSeconds(subject, test.pairsLeft(subject)))
            .sum();
    return Math.max(0, Math.min(all, budget.leftSeconds()));
  }

  private void measureRuler(int round) throws IOException, InterruptedException {
    if (!budget.fits(budget.trialSeconds(ruler))) {
      return;
    }
    AbTrial trial = trial(round, Lane.RULER, ruler);
    if (!trial.hasFailed()) {
      rulerCosts.add(scores.of(trial).getFirst().forks().getFirst().min());
    }
  }

  /// Whether at least one pair fitted into the budget.
  private boolean measurePairs(int round) throws IOException, InterruptedException {
    List<Subject> undecided =
        plan.subjects().both().stream()
            .filter(subject -> test.stage(subject) != SubjectStage.OVER)
            .toList();
    List<Alternation.Turn> turns =
        order.turns(round, undecided, test::pairs).stream()
            .sorted(
                Comparator.comparing(turn -> test.stage(turn.subject()) != SubjectStage.CONFIRMING))
            .toList();
    boolean any = false;
    for (Alternation.Turn turn : turns) {
      if (fits(turn.subject())) {
        measure(round, turn);
        any = true;
      }
    }
    return any;
  }

  /// Screening must leave room for the suspects, and for one more.
  private boolean fits(Subject subject) {
    double pair = budget.pairsSeconds(subject, 1);
    if (test.stage(subject) == SubjectStage.CONFIRMING) {
      return budget.fits(pair);
    }
    double suspects =
        plan.subjects().both().stream()
            .filter(each -> test.stage(each) == SubjectStage.CONFIRMING)
            .mapToDouble(each -> budget.pairsSeconds(each, test.pairsLeft(each)))
            .sum();
    return budget.fits(
        pair + suspects + budget.pairsSeconds(subject, test.pairsToConfirm(subject)));
  }

  /// The second trial runs even if the first one failed: its scores show which cases the failed one
  /// had.
  private void measure(int round, Alternation.Turn turn) throws IOException, InterruptedException {
    AbTrial first = trial(round, turn.first(), turn.subject());
    AbTrial second = trial(round, turn.second(), turn.subject());
    List<Measured> ofFirst = scores.of(first, second);
    List<Measured> ofSecond = scores.of(second, first);
    boolean baseFirst = turn.first() == Lane.BASE;
    test.add(turn.subject(), baseFirst ? ofFirst : ofSecond, baseFirst ? ofSecond : ofFirst);
  }

  private AbTrial trial(int round, Lane lane, Subject subject)
      throws IOException, InterruptedException {
    trialNumber++;
    AbTrial trial =
        finished.isEmpty() ? measure(round, lane, subject) : finished(round, lane, subject);
    budget.used(trial);
    return trial;
  }

  private AbTrial finished(int round, Lane lane, Subject subject) {
    AbTrial trial = finished.removeFirst();
    if (trial.round() != round || trial.lane() != lane || !trial.subject().equals(subject)) {
      throw new BadResultsException(
          folder.root(),
          String.format(
              Locale.ROOT,
              "cannot be resumed: trial %d should measure %s of %s, but measured %s of %s",
              trialNumber,
              lane.label(),
              subject.text(),
              trial.lane().label(),
              trial.subject().text()));
    }
    return trial;
  }

  private AbTrial measure(int round, Lane lane, Subject subject)
      throws IOException, InterruptedException {
    progress.began(trialNumber, lane, subject);
    double limit =
        GRACE_SECONDS
            + Math.min(
                LONGEST_FACTOR * budget.trialSeconds(subject), Math.max(0, budget.leftSeconds()));
    Begun begun = new Begun(trialNumber, round, lane, subject, Instant.now(), System.nanoTime());
    try {
      Path file =
          EndingProcess.attempt(
              () -> trials.run(lane, subject, Duration.ofMillis(Math.round(1000 * limit))));
      List<Measured> read = AbScores.read(file, subject);
      AbTrial trial = ended(begun, AbFolder.resultName(begun.number(), subject), "");
      folder.publish(file, trial);
      progress.finished(trial, read);
      return trial;
    } catch (TrialFailedException e) {
      AbTrial trial = ended(begun, "", String.valueOf(e.getMessage()));
      folder.publish(trial);
      progress.failed(trial);
      return trial;
    }
  }

  private AbTrial ended(Begun begun, String result, String failure) {
    return new AbTrial(
        Run.SCHEMA_VERSION,
        begun.number(),
        begun.round(),
        begun.lane(),
        begun.subject(),
        begun.startedAt(),
        secondsSince(begun.nanos()),
        secondsBefore + secondsSince(startNanos),
        result,
        failure);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /// A trial under way.
  private record Begun(
      int number, int round, Lane lane, Subject subject, Instant startedAt, long nanos) {}
}
