package io.lanemark.guard.sequential;

import io.lanemark.guard.regression.Change;
import io.lanemark.guard.regression.Verdict;
import org.jspecify.annotations.Nullable;

/// What more forks of a case may still show.
enum Outlook {
  /// More forks may decide.
  OPEN,
  /// It seems to have changed.
  CHANGED,
  /// It is the same, and is not slower.
  FINE,
  /// Too noisy: even with the most forks, nothing could be shown.
  HOPELESS;

  /// How much larger than the margin half of the reported interval may be if a case is shown to be
  /// the same. The reported interval has a confidence of 99 %; two one-sided tests at 5 % need one
  /// of 90 %; the quantiles are 2.58 and 1.64.
  private static final double WIDTH_OF_SAME = 2.58 / 1.64;

  /// Judges the forks that a case has so far.
  ///
  /// @param verdict what its forks say so far
  /// @param margin that of its case, as a share
  /// @param most how many forks it may have
  /// @return open if there are too few forks to say anything
  static Outlook of(Verdict verdict, double margin, int most) {
    return switch (verdict.kind()) {
      case REGRESSED, ACCEPTED, IMPROVED -> CHANGED;
      case NO_BASELINE, INFRASTRUCTURE -> FINE;
      case SAME, INCONCLUSIVE -> of(verdict, verdict.change(), margin, most);
    };
  }

  private static Outlook of(Verdict verdict, @Nullable Change change, double margin, int most) {
    if (change == null) {
      return OPEN;
    }
    if (verdict.kind() == Verdict.Kind.SAME && change.interval().high() < 1 + margin) {
      return FINE;
    }
    return isHopeless(change, Math.log1p(margin), most) ? HOPELESS : OPEN;
  }

  /// The interval shrinks with the root of the number of forks. A case is hopeless if its interval
  /// stays too wide for "the same", and too wide for a change even if the true change is the
  /// largest one, in either direction, that the interval contains now.
  private static boolean isHopeless(Change change, double margin, int most) {
    double low = Math.log(change.interval().low());
    double high = Math.log(change.interval().high());
    int forks = Math.min(change.baseForks(), change.candidateForks());
    double halfWidthAtMost = (high - low) / 2 * Math.sqrt((double) forks / most);
    return halfWidthAtMost > WIDTH_OF_SAME * margin
        && Math.max(high, -low) < margin + halfWidthAtMost;
  }
}
