package io.lanemark.guard.regression;

import io.lanemark.results.Case;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// How large a change must be to count, as a share of the cost: 0.03 are 3 %.
///
/// @param usual for all other cases; at least 0
/// @param specials the first whose pattern is found in a case's text applies
public record Margins(double usual, List<Special> specials) {

  /// 3 % for every case.
  public static final Margins DEFAULT = new Margins(0.03, List.of());

  /// Copies the list and refuses an invalid margin.
  public Margins {
    require(usual);
    specials = List.copyOf(specials);
  }

  /// The margin of a case.
  ///
  /// @param measured any case
  /// @return at least 0, below 10
  public double of(Case measured) {
    return specials.stream()
        .filter(special -> special.pattern().matcher(measured.key()).find())
        .findFirst()
        .map(Special::margin)
        .orElse(usual);
  }

  private static void require(double margin) {
    if (!(margin >= 0 && margin < 10)) {
      throw new IllegalArgumentException(
          "a margin must be a share from 0 to below 10, such as 0.03 for 3 %%: %s"
              .formatted(margin));
    }
  }

  /// The margin of some cases.
  ///
  /// @param pattern found in [Case#key]
  /// @param margin at least 0
  public record Special(Pattern pattern, double margin) {
    /// Refuses an invalid margin.
    public Special {
      Objects.requireNonNull(pattern, "pattern");
      require(margin);
    }
  }
}
