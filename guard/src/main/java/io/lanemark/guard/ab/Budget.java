package io.lanemark.guard.ab;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Whether further trials fit into the time, judged by how long earlier ones took. The same trials
/// lead to the same answers, so that a run that was stopped continues as if it had not been.
final class Budget {

  private static final int SIDES = 2;

  private final double seconds;
  private final double expectedTrialSeconds;
  private final Map<Subject, Double> longest = new HashMap<>();
  private double elapsedSeconds;

  /// A budget that is not used yet.
  ///
  /// @param whole all of it
  /// @param expectedTrial how long a trial is expected to take if none of its subject was measured
  ///   yet
  Budget(Duration whole, Duration expectedTrial) {
    this.seconds = whole.toMillis() / 1e3;
    this.expectedTrialSeconds = expectedTrial.toMillis() / 1e3;
  }

  /// Counts a trial that has ended.
  ///
  /// @param trial what became of it
  void used(AbTrial trial) {
    elapsedSeconds = trial.elapsedSeconds();
    longest.merge(trial.subject(), trial.seconds(), Math::max);
  }

  /// How much of it is used.
  ///
  /// @return in seconds, as of the end of the last trial
  double elapsedSeconds() {
    return elapsedSeconds;
  }

  /// How much of it is left.
  ///
  /// @return in seconds, as of the end of the last trial; negative if it is exceeded
  double leftSeconds() {
    return seconds - elapsedSeconds;
  }

  /// How long a trial of a subject will take at most, as far as is known.
  ///
  /// @param subject what it measures
  /// @return the longest so far
  double trialSeconds(Subject subject) {
    return longest.getOrDefault(subject, expectedTrialSeconds);
  }

  /// How long some pairs of a subject will take at most, as far as is known.
  ///
  /// @param subject what they measure
  /// @param pairs how many
  /// @return in seconds
  double pairsSeconds(Subject subject, int pairs) {
    return SIDES * pairs * trialSeconds(subject);
  }

  /// Whether something still fits.
  ///
  /// @param needed in seconds
  /// @return whether so much is left
  boolean fits(double needed) {
    return needed <= leftSeconds();
  }
}
