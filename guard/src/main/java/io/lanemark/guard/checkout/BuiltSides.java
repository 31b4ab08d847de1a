package io.lanemark.guard.checkout;

import io.lanemark.exit.CommandException;
import java.nio.file.Path;
import java.util.Optional;

/// The jars of a checkout and of an earlier commit of it.
///
/// @param candidate jar of the checkout
/// @param base jar of the earlier commit; empty if its build wrote none
/// @param worktree where the earlier commit is checked out
public record BuiltSides(Path candidate, Optional<Path> base, Worktree worktree) {

  /// What a message calls the checkout.
  public static final String CANDIDATE = "this checkout";

  /// Builds the checkout, and then the earlier commit in a worktree.
  ///
  /// @param build how to build a side
  /// @param checkout the checkout, of which the folder is the current one
  /// @param commit the earlier commit
  /// @param baseName what a message calls the earlier commit
  /// @param folder for the worktree; does not exist yet
  /// @return both jars; [Worktree#delete] the worktree after use
  /// @throws CommandException if a build fails
  /// @throws IllegalArgumentException if the checkout has no jar, or several
  /// @throws InterruptedException if interrupted; nothing is left running
  public static BuiltSides build(
      Build build, GitCheckout checkout, String commit, String baseName, Path folder)
      throws InterruptedException {
    Build.Built candidate =
        build
            .run(checkout.folder().toAbsolutePath(), CANDIDATE)
            .orElseThrow(() -> new IllegalArgumentException(missing(build)));
    Worktree worktree = checkout.worktree(folder, commit, build.warnings());
    boolean complete = false;
    try {
      Optional<Path> base =
          build.run(worktree.folder().resolve(checkout.prefix()), baseName).map(Build.Built::path);
      if (base.isEmpty() && !candidate.isNew()) {
        throw new IllegalArgumentException(notWritten(build));
      }
      complete = true;
      return new BuiltSides(candidate.path(), base, worktree);
    } finally {
      if (!complete) {
        worktree.delete(build.warnings());
      }
    }
  }

  private static String missing(Build build) {
    return "no file matches --jar '%s' after the build of %s"
        .formatted(build.jar().text(), CANDIDATE);
  }

  private static String notWritten(Build build) {
    return ("--build '%s' does not write --jar '%s': the file in this checkout is unchanged, and"
            + " the base has no such file")
        .formatted(build.command(), build.jar().text());
  }
}
