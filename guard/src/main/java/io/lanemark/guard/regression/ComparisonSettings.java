package io.lanemark.guard.regression;

import java.util.Objects;

/// The settings of a comparison.
///
/// @param margins how large a change must be to count
/// @param falseDiscoveryRate the expected share of false changes among the named ones, over all
///   cases; above 0, below 1
/// @param design how the forks were measured
public record ComparisonSettings(Margins margins, double falseDiscoveryRate, Design design) {

  /// Confidence of every interval that is shown.
  public static final double INTERVAL_CONFIDENCE = 0.99;

  /// A margin of 3 %, and 5 % false discoveries.
  public static final ComparisonSettings DEFAULT = new ComparisonSettings(Margins.DEFAULT, 0.05);

  /// Refuses an invalid rate.
  public ComparisonSettings {
    Objects.requireNonNull(margins, "margins");
    Objects.requireNonNull(design, "design");
    if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
      throw new IllegalArgumentException(
          "the false discovery rate must lie between 0 and 1, such as 0.05 for 5 %%: %s"
              .formatted(falseDiscoveryRate));
    }
  }

  /// Settings for forks that were measured independently.
  ///
  /// @param margins how large a change must be to count
  /// @param falseDiscoveryRate above 0, below 1
  public ComparisonSettings(Margins margins, double falseDiscoveryRate) {
    this(margins, falseDiscoveryRate, Design.INDEPENDENT);
  }

  /// The same for forks that were measured in pairs.
  ///
  /// @return with [Design#PAIRED]
  public ComparisonSettings inPairs() {
    return new ComparisonSettings(margins, falseDiscoveryRate, Design.PAIRED);
  }
}
