package io.lanemark.guard.ab;

import io.lanemark.guard.input.SideReader;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Unit;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Case;
import io.lanemark.run.TrialFailedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The scores of trials, and failures in their place.
///
/// @param folder where they are
record AbScores(AbFolder folder) {

  private static final String ANY_MODE = "any";

  /// Of what has no score.
  static final Unit NO_UNIT = new Unit("", false, 1);

  /// Reads what JMH wrote.
  ///
  /// @return one for each mode of the subject
  /// @throws TrialFailedException if they are not those of one fork of the subject
  static List<Measured> read(Path file, Subject subject) throws TrialFailedException {
    List<Measured> scores;
    try {
      scores = SideReader.read(List.of(file), List.of(), _ -> true);
    } catch (BadResultsException e) {
      throw new TrialFailedException(e.problem());
    }
    for (Measured each : scores) {
      Case measured = each.key().measured();
      if (!measured.benchmark().equals(subject.benchmark())
          || !measured.parameters().equals(subject.parameters())) {
        throw new TrialFailedException(
            "it measured %s instead of %s".formatted(measured.key(), subject.text()));
      }
      if (!each.failures().isEmpty()) {
        throw new TrialFailedException(each.failures().getFirst());
      }
    }
    return scores;
  }

  /// The scores of one trial of a pair; if it failed, the failure for each case that the other one
  /// has scores of.
  List<Measured> of(AbTrial trial, AbTrial other) {
    if (!trial.hasFailed()) {
      return of(trial);
    }
    List<String> failures =
        List.of(String.format(Locale.ROOT, "trial %d failed: %s", trial.number(), trial.failure()));
    if (other.hasFailed()) {
      return List.of(new Measured(key(trial.subject()), NO_UNIT, List.of(), failures));
    }
    return of(other).stream()
        .map(scores -> new Measured(scores.key(), scores.unit(), List.of(), failures))
        .toList();
  }

  /// The scores of a trial that has some.
  ///
  /// @throws BadResultsException if they cannot be read any more
  List<Measured> of(AbTrial trial) {
    Path file = folder.result(trial);
    try {
      return read(file, trial.subject());
    } catch (TrialFailedException e) {
      throw new BadResultsException(file, String.valueOf(e.getMessage()));
    }
  }

  /// The verdict on a subject that only the candidate has.
  static Verdict withoutBaseline(Subject subject) {
    return new Verdict(key(subject), NO_UNIT, Verdict.Kind.NO_BASELINE, null, "", false);
  }

  /// The key of a subject without scores; without them its mode is unknown.
  static BenchmarkKey key(Subject subject) {
    return BenchmarkKey.score(
        new Case(subject.benchmark(), ANY_MODE, subject.parameters(), 1, Case.DEFAULT_VARIANT));
  }
}
