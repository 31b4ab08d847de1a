package io.lanemark.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/// Which cases are compared.
///
/// @param include found in each of them
/// @param exclude found in none of them
record CaseFilter(Optional<Pattern> include, Optional<Pattern> exclude) {

  /// Whether a case is one of them.
  ///
  /// @param text the case as a line
  boolean selects(String text) {
    return include.map(pattern -> pattern.matcher(text).find()).orElse(true)
        && !exclude.map(pattern -> pattern.matcher(text).find()).orElse(false);
  }
}
