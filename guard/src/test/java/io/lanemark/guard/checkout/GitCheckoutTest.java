package io.lanemark.guard.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.files.FileTree;
import io.lanemark.program.ShortProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GitCheckoutTest {

  @TempDir Path folder;
  private Path repository;
  private GitCheckout checkout;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void commit() throws Exception {
    repository = Files.createDirectory(folder.resolve("repository"));
    checkout = new GitCheckout(repository);
    git("init", "--quiet", "--initial-branch", "main");
    git("commit", "--quiet", "--allow-empty", "--message", "first");
  }

  private List<String> git(String... words) throws Exception {
    ShortProgram git =
        ShortProgram.run(
            Stream.concat(
                    Stream.of("git", "-C", repository.toString()),
                    Stream.concat(
                        Stream.of("-c", "user.name=t", "-c", "user.email=t@example.org"),
                        Stream.of(words)))
                .toList());
    assertThat(git.exitCode()).as(git.reason()).isZero();
    return git.out();
  }

  /// Git warns about it on standard error.
  @Test
  void anAmbiguousNameIsACommitAllTheSame() throws Exception {
    git("tag", "main");
    String first = checkout.head();
    git("commit", "--quiet", "--allow-empty", "--message", "second");

    assertThat(checkout.mergeBase("main")).isEqualTo(first);
    assertThatThrownBy(() -> checkout.mergeBase("nowhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no commit in common with 'nowhere': fatal: Not a valid object name nowhere");
  }

  /// It would hold the output of `git` open.
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void whatAFilterLeavesRunningIsNotWaitedFor() throws Exception {
    Path pid = folder.resolve("pid");
    commitFilteredFile("sleep 1000 >/dev/null & echo $! >'%s'; cat".formatted(pid));

    Worktree worktree = checkout.worktree(folder.resolve("base"), checkout.head(), warnings::add);

    long left = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(left)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
    assertThat(worktree.folder().resolve("filtered")).hasContent("text");
    worktree.delete(warnings::add);
    assertThat(worktree.folder()).doesNotExist();
    assertThat(git("worktree", "list")).hasSize(1);
    assertThat(warnings).isEmpty();
  }

  private void commitFilteredFile(String smudge) throws Exception {
    Files.writeString(repository.resolve(".gitattributes"), "filtered filter=mine");
    Files.writeString(repository.resolve("filtered"), "text");
    git("add", ".");
    git("commit", "--quiet", "--message", "a file with a filter");
    git("config", "filter.mine.smudge", smudge);
    git("config", "filter.mine.required", "true");
  }

  /// One may fail, and one may run a guard.
  @Test
  void hooksOfTheUserDoNotRun() throws Exception {
    Path ran = folder.resolve("ran");
    Path hook = repository.resolve(".git/hooks/post-checkout");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\ntouch '%s'\nexit 1\n".formatted(ran));
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));

    checkout.worktree(folder.resolve("base"), checkout.head(), warnings::add).delete(warnings::add);

    assertThat(ran).doesNotExist();
    assertThat(git("worktree", "list")).hasSize(1);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aCheckoutThatFailsLeavesNoWorktree() throws Exception {
    commitFilteredFile("false");
    String head = checkout.head();
    Path base = folder.resolve("base");

    assertThatThrownBy(() -> checkout.worktree(base, head, warnings::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(head + " cannot be checked out: ")
        .hasMessageContaining("filter");

    assertThat(base).doesNotExist();
    assertThat(git("worktree", "list")).hasSize(1);
  }

  /// The first `git` was killed as well, which leaves its worktree locked. The user's own one may
  /// be on a disk that is not there now.
  @Test
  void ofMissingWorktreesOnlyThoseOfKilledGuardsAreForgotten() throws Exception {
    Path killed = folder.resolve("lanemark.1/base");
    Path alive = Files.createDirectory(folder.resolve("lanemark.2")).resolve("base");
    Path other = folder.resolve("other");
    for (Path each : List.of(killed, alive, other)) {
      git("worktree", "add", "--quiet", "--detach", each.toString());
      git("worktree", "lock", "--reason", "initializing", each.toString());
      new FileTree(each).delete();
    }
    git("worktree", "unlock", other.toString());
    Files.delete(killed.getParent());

    checkout.worktree(folder.resolve("base"), checkout.head(), warnings::add).delete(warnings::add);

    assertThat(String.join("\n", git("worktree", "list")))
        .doesNotContain(killed.toString())
        .contains(alive.toString(), other.toString());
    assertThat(warnings).isEmpty();
  }

  @Test
  void aWorktreeThatCannotBeDeletedIsAWarning() throws Exception {
    Worktree worktree = new Worktree(checkout, Path.of("/proc/self/fd"));

    worktree.delete(warnings::add);

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("warning: /proc/self/fd: the worktree is left there: ");
  }
}
