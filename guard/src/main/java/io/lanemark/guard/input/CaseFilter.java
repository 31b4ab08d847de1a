package io.lanemark.guard.input;

import java.util.Optional;
import java.util.regex.Pattern;

/// Which cases are compared.
///
/// @param include found in each of them
/// @param exclude found in none of them
public record CaseFilter(Optional<Pattern> include, Optional<Pattern> exclude) {

  /// Whether a case is one of them.
  ///
  /// @param text the case as a line
  /// @return whether it is among them
  public boolean selects(String text) {
    return include.map(pattern -> pattern.matcher(text).find()).orElse(true)
        && !exclude.map(pattern -> pattern.matcher(text).find()).orElse(false);
  }
}
