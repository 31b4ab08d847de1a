package io.lanemark.guard.checkout;

import io.lanemark.program.ShortProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A checkout of a Git repository.
///
/// @param folder in it
public record GitCheckout(Path folder) {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");
  private static final Pattern REASON = Pattern.compile("fatal: |error: ");

  /// A worktree of a guard is directly in the temporary folder of that guard.
  private static final Pattern WORKTREE =
      Pattern.compile("worktree (?<path>(?<temporary>/.*/lanemark\\.\\d+)/[^/]+)");

  /// A hook is the user's reaction to what the user does. It may fail, or run a guard.
  private static final String NO_HOOKS = "core.hooksPath=/dev/null";

  private static final Duration CHECKOUT_LIMIT = Duration.ofMinutes(20);

  /// The commit that is checked out.
  ///
  /// @return its full hash
  /// @throws IllegalArgumentException if the folder is not a checkout, or `git` is missing
  /// @throws InterruptedException if interrupted; nothing is left running
  public String head() throws InterruptedException {
    ShortProgram answer = git("rev-parse", "HEAD");
    return commits(answer)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this folder is not a Git checkout: " + reason(answer)));
  }

  /// The commit that is checked out, if any is.
  ///
  /// @return empty if the folder is not a checkout, or `git` is missing
  /// @throws InterruptedException if interrupted; nothing is left running
  public Optional<String> commit() throws InterruptedException {
    try {
      return Optional.of(head());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The last commit that the one checked out has in common with another.
  ///
  /// @param reference a commit, a branch or a tag
  /// @return the commit
  /// @throws IllegalArgumentException if there is none
  /// @throws InterruptedException if interrupted; nothing is left running
  public String mergeBase(String reference) throws InterruptedException {
    ShortProgram answer = git("merge-base", "--", reference, "HEAD");
    Optional<String> common = commits(answer).findFirst();
    if (common.isPresent()) {
      return common.get();
    }
    if (git("rev-parse", "--is-shallow-repository").out().contains("true")) {
      throw new IllegalArgumentException(
          "this shallow checkout does not contain the commit where it left '%s': check out with 'fetch-depth: 0'"
              .formatted(reference));
    }
    throw new IllegalArgumentException(
        "no commit in common with '%s': %s".formatted(reference, reason(answer)));
  }

  /// If a merge is checked out: the commit that another one was merged into.
  ///
  /// @param merged the other commit
  /// @return empty if no such merge is checked out
  /// @throws InterruptedException if interrupted; nothing is left running
  public Optional<String> mergedInto(String merged) throws InterruptedException {
    List<String> parents = commits(git("rev-parse", "HEAD^@")).toList();
    return parents.size() == 2 && parents.getLast().equals(merged)
        ? Optional.of(parents.getFirst())
        : Optional.empty();
  }

  /// The folder's place in the checkout.
  ///
  /// @return empty for the top
  /// @throws InterruptedException if interrupted; nothing is left running
  public Path prefix() throws InterruptedException {
    return Path.of(git("rev-parse", "--show-prefix").out().stream().findFirst().orElse(""));
  }

  /// Checks out a commit into a folder of its own, without the hooks of the user, but with its
  /// submodules.
  ///
  /// @param target does not exist yet
  /// @param commit any commit of the repository
  /// @param warnings gets a line if its submodules cannot be checked out: its build may do without
  /// @return to be deleted after use
  /// @throws IllegalArgumentException if it cannot be checked out
  /// @throws InterruptedException if interrupted; nothing is left running
  public Worktree worktree(Path target, String commit, Consumer<String> warnings)
      throws InterruptedException {
    forgetThoseOfKilledGuards();
    boolean complete = false;
    try {
      ShortProgram answer =
          git(CHECKOUT_LIMIT, "worktree", "add", "--detach", "--quiet", target.toString(), commit);
      if (answer.exitCode() != 0) {
        throw new IllegalArgumentException(
            "%s cannot be checked out: %s".formatted(commit, reason(answer)));
      }
      new Submodules(new GitCheckout(target), CHECKOUT_LIMIT)
          .checkOut(stores())
          .ifPresent(
              reason ->
                  warnings.accept(
                      "warning: the submodules of %s cannot be checked out, and its build may need them: %s"
                          .formatted(commit, reason)));
      complete = true;
      return new Worktree(this, target);
    } finally {
      if (!complete) {
        forget(target.toString());
      }
    }
  }

  /// The folder of this worktree, and the one that all worktrees have in common. Git says where
  /// they are, seen from here.
  private List<Path> stores() throws InterruptedException {
    Path here = folder.toAbsolutePath();
    return git("rev-parse", "--git-dir", "--git-common-dir").out().stream()
        .map(here::resolve)
        .map(Path::normalize)
        .distinct()
        .toList();
  }

  /// Makes Git forget a worktree and delete what is left of its folder. A `git` that was killed
  /// leaves a worktree locked, which only twice `--force` removes. No other worktree is touched:
  /// the folder of one may be missing for a while.
  void forget(String worktree) throws InterruptedException {
    git("worktree", "remove", "--force", "--force", worktree);
  }

  private void forgetThoseOfKilledGuards() throws InterruptedException {
    for (String line : git("worktree", "list", "--porcelain").out()) {
      Matcher worktree = WORKTREE.matcher(line);
      if (worktree.matches() && Files.notExists(Path.of(worktree.group("temporary")))) {
        forget(worktree.group("path"));
      }
    }
  }

  private static Stream<String> commits(ShortProgram answer) {
    return answer.out().stream().filter(line -> COMMIT.matcher(line).matches());
  }

  /// Warnings come before the reason, and hooks print what they like.
  static String reason(ShortProgram answer) {
    return answer.telling().stream()
        .filter(line -> REASON.matcher(line).lookingAt())
        .findFirst()
        .orElseGet(answer::reason);
  }

  ShortProgram git(String... words) throws InterruptedException {
    return ShortProgram.run(command(words));
  }

  ShortProgram git(Duration limit, String... words) throws InterruptedException {
    return ShortProgram.run(command(words), limit);
  }

  private List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("git", "-c", NO_HOOKS, "-C", folder.toAbsolutePath().toString()));
    command.addAll(List.of(words));
    return command;
  }
}
