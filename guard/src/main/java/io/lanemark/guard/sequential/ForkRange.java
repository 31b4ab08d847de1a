package io.lanemark.guard.sequential;

import java.util.Locale;

/// How many forks of each side are measured.
///
/// @param least before anything is decided; at least 3, since a verdict needs as many
/// @param most before a case is left undecided; at least `least`
public record ForkRange(int least, int most) {

  private static final int NEEDED = 3;

  /// Forks of each side that are to confirm a suspicion, at least.
  private static final int LEAST_TO_CONFIRM = 5;

  /// Refuses an invalid range.
  public ForkRange {
    if (least < NEEDED) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the minimum number of forks must be at least %d, which a verdict needs: %d",
              NEEDED,
              least));
    }
    if (most < least) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the maximum number of forks must be at least the minimum, %d: %d",
              least,
              most));
    }
  }

  /// How many fresh forks of each side are to confirm a suspicion: as many as raised it, because
  /// they must show it as well.
  ///
  /// @param suspectedAfter forks of each side that raised it
  /// @return at most `most`
  public int toConfirm(int suspectedAfter) {
    return Math.min(most, Math.max(LEAST_TO_CONFIRM, suspectedAfter));
  }
}
