package io.lanemark.guard.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void whatAHookLeavesRunningIsNotWaitedFor() throws Exception {
    Path pid = folder.resolve("pid");
    Path hook = repository.resolve(".git/hooks/post-checkout");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\nsleep 1000 &\necho $! >'%s'\n".formatted(pid));
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));

    Worktree worktree = checkout.worktree(folder.resolve("base"), checkout.head());

    long left = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(left)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
    worktree.delete(warnings::add);
    assertThat(worktree.folder()).doesNotExist();
    assertThat(git("worktree", "list")).hasSize(1);
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
