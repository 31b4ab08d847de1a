package io.lanemark.guard.ab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/// The order in which both sides of all subjects take their turns.
///
/// In a round each subject runs one pair: A B or B A. Two pairs of a subject, in two rounds one
/// after the other, are A B … B A or B A … A B; the seed decides which: what grows evenly with time
/// falls on both sides alike, and what disturbs the machine for a minute falls on one pair of a few
/// subjects. Subjects are shuffled in each round.
///
/// @param seed the same seed draws the same order
record Alternation(long seed) {

  private static final int PAIRS_IN_BALANCE = 2;

  /// A pair of trials.
  ///
  /// @param subject what is measured on both sides
  /// @param first the side that runs first
  record Turn(Subject subject, Lane first) {
    /// The side that runs second.
    ///
    /// @return the other one
    Lane second() {
      return first == Lane.BASE ? Lane.CANDIDATE : Lane.BASE;
    }
  }

  /// The turns of a round.
  ///
  /// @param round which round, from 1
  /// @param subjects those that are measured
  /// @param pairsBefore how many pairs each of them has run in earlier rounds
  /// @return one turn for each subject
  List<Turn> turns(int round, List<Subject> subjects, ToIntFunction<Subject> pairsBefore) {
    List<Subject> shuffled = new ArrayList<>(subjects);
    Collections.shuffle(shuffled, new Random(new SplittableRandom(seed + round).nextLong()));
    return shuffled.stream()
        .map(subject -> new Turn(subject, first(subject, pairsBefore.applyAsInt(subject))))
        .toList();
  }

  private Lane first(Subject subject, int pairsBefore) {
    long balance = pairsBefore / PAIRS_IN_BALANCE;
    long drawn = new SplittableRandom(seed).nextLong() ^ subject.text().hashCode();
    boolean baseFirst = new SplittableRandom(drawn + balance).nextBoolean();
    return baseFirst == (pairsBefore % PAIRS_IN_BALANCE == 0) ? Lane.BASE : Lane.CANDIDATE;
  }
}
