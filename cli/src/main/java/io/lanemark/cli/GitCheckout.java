package io.lanemark.cli;

import io.lanemark.environment.ShortProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A checkout of a Git repository.
///
/// @param folder in it
record GitCheckout(Path folder) {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

  /// The commit that is checked out.
  ///
  /// @return empty where the folder is no checkout, or there is no `git`
  Optional<String> head() throws InterruptedException {
    try {
      return ShortProgram.run(
              List.of("git", "-C", folder.toAbsolutePath().toString(), "rev-parse", "HEAD"))
          .lines()
          .stream()
          .filter(line -> COMMIT.matcher(line).matches())
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
