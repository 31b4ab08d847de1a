package io.lanemark.guard.checkout;

import io.lanemark.program.ShortProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The submodules of a worktree.
///
/// Git keeps the submodules of each worktree apart from those of all others, and would clone each
/// of them again. So that no network is needed, a submodule that the main checkout has is cloned
/// from there. Nothing is copied, because the clone borrows the objects. Git itself is told nothing
/// of that: it fetches what is missing from where `.gitmodules` says, if the user's settings allow
/// it.
///
/// @param worktree where a commit with submodules is checked out
/// @param limit of one command
record Submodules(GitCheckout worktree, Duration limit) {

  private static final String LIST = ".gitmodules";

  /// Instead of `--init`, which would write them to the configuration of the main checkout.
  private static final String ALL = "submodule.active=.";

  private static final String PREFIX = "submodule.";
  private static final String SUFFIX = ".path";
  private static final String KIND = "160000 commit ";

  /// A submodule.
  ///
  /// @param name by which Git stores it
  /// @param path its folder in the worktree
  private record Submodule(String name, String path) {}

  /// Checks them out, and those in them.
  ///
  /// @param stores Git folders of the main checkout
  /// @return why that failed
  Optional<String> checkOut(List<Path> stores) throws InterruptedException {
    try {
      borrow(worktree, stores);
      ShortProgram answer =
          Files.exists(worktree.folder().resolve(LIST))
              ? worktree.git(limit, "-c", ALL, "submodule", "--quiet", "update", "--recursive")
              : new ShortProgram(0, List.of(), List.of());
      return answer.exitCode() == 0 ? Optional.empty() : Optional.of(GitCheckout.reason(answer));
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void borrow(GitCheckout checkout, List<Path> stores) throws InterruptedException {
    for (Submodule each : listed(checkout)) {
      Optional<Path> store = store(each, stores);
      Optional<String> commit = commit(each, checkout);
      if (store.isPresent() && commit.isPresent()) {
        GitCheckout folder = new GitCheckout(checkout.folder().resolve(each.path()));
        if (cloned(store.get(), folder, commit.get())) {
          borrow(folder, List.of(store.get()));
        }
      }
    }
  }

  private static List<Submodule> listed(GitCheckout checkout) throws InterruptedException {
    if (!Files.exists(checkout.folder().resolve(LIST))) {
      return List.of();
    }
    ShortProgram answer =
        checkout.git("config", "--file", LIST, "--null", "--get-regexp", "^submodule\\..*\\.path$");
    List<Submodule> all = new ArrayList<>();
    for (String entry : String.join("\n", answer.out()).split("\0", -1)) {
      int end = entry.indexOf('\n');
      if (end >= 0) {
        String name = entry.substring(PREFIX.length(), end - SUFFIX.length());
        all.add(new Submodule(name, entry.substring(end + 1)));
      }
    }
    return all;
  }

  private static Optional<Path> store(Submodule submodule, List<Path> stores) {
    Path name = Path.of(submodule.name());
    boolean leads =
        name.isAbsolute()
            || StreamSupport.stream(name.spliterator(), false).anyMatch(Path.of("..")::equals);
    return leads
        ? Optional.empty()
        : stores.stream()
            .map(store -> store.resolve("modules").resolve(name))
            .filter(store -> Files.isDirectory(store.resolve("objects")))
            .findFirst();
  }

  /// Which commit of the submodule belongs to the one that is checked out.
  private static Optional<String> commit(Submodule submodule, GitCheckout checkout)
      throws InterruptedException {
    return checkout.git("ls-tree", "HEAD", "--", submodule.path()).out().stream()
        .filter(line -> line.startsWith(KIND) && line.endsWith("\t" + submodule.path()))
        .map(line -> line.substring(KIND.length(), line.indexOf('\t')))
        .findFirst();
  }

  /// False if anything fails: Git then does the same in its own way, and says what is wrong.
  private boolean cloned(Path store, GitCheckout folder, String commit)
      throws InterruptedException {
    ShortProgram clone =
        worktree.git(
            limit,
            "clone",
            "--quiet",
            "--shared",
            "--no-checkout",
            "--origin",
            "origin",
            "--",
            store.toString(),
            folder.folder().toString());
    if (clone.exitCode() != 0) {
      return false;
    }
    // Addresses of submodules in it may be relative to its own.
    List<String> address =
        worktree
            .git(
                "config",
                "--file",
                store.resolve("config").toString(),
                "--get",
                "remote.origin.url")
            .out();
    if (!address.isEmpty()) {
      folder.git("remote", "set-url", "origin", address.getFirst());
    }
    return folder.git(limit, "checkout", "--quiet", "--detach", commit).exitCode() == 0;
  }
}
