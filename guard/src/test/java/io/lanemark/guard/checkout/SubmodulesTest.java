package io.lanemark.guard.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.files.FileTree;
import io.lanemark.program.ShortProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A repository with a submodule that has a submodule. Git refuses to clone both again, because
/// their addresses are paths.
class SubmodulesTest {

  @TempDir Path folder;
  private Path inner;
  private Path outer;
  private Path main;
  private GitCheckout checkout;
  private String base;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void commit() throws Exception {
    inner = repository("inner");
    outer = repository("outer");
    git(outer, "submodule", "--quiet", "add", "--name", "in ner", inner.toString(), "deep/inner");
    commit(outer, "of the base");
    main = repository("main");
    git(main, "submodule", "--quiet", "add", outer.toString(), "libs/my lib");
    git(main, "submodule", "--quiet", "update", "--init", "--recursive");
    commit(main, "of the base");
    checkout = new GitCheckout(main);
    base = checkout.head();
  }

  private Path repository(String name) throws Exception {
    Path path = Files.createDirectory(folder.resolve(name));
    git(path, "init", "--quiet", "--initial-branch", "main");
    commit(path, "first");
    return path;
  }

  private static void commit(Path path, String text) throws Exception {
    Files.writeString(path.resolve("text"), text);
    git(path, "add", ".");
    git(path, "commit", "--quiet", "--message", text);
  }

  private static List<String> git(Path where, String... words) throws Exception {
    ShortProgram git =
        ShortProgram.run(
            Stream.concat(
                    Stream.of("git", "-C", where.toString(), "-c", "protocol.file.allow=always"),
                    Stream.concat(
                        Stream.of("-c", "user.name=t", "-c", "user.email=t@example.org"),
                        Stream.of(words)))
                .toList());
    assertThat(git.exitCode()).as(git.reason()).isZero();
    return git.out();
  }

  private Worktree worktree() throws InterruptedException {
    return checkout.worktree(folder.resolve("base"), base, warnings::add);
  }

  private void assertHasThoseOfBase(Worktree worktree) throws Exception {
    Path library = worktree.folder().resolve("libs/my lib");
    assertThat(library.resolve("text")).hasContent("of the base");
    assertThat(library.resolve("deep/inner/text")).hasContent("first");
    assertThat(git(library, "config", "remote.origin.url")).containsExactly(outer.toString());
    assertThat(git(worktree.folder(), "status", "--porcelain")).isEmpty();
    worktree.delete(warnings::add);
    assertThat(worktree.folder()).doesNotExist();
    assertThat(git(main, "worktree", "list")).hasSize(1);
    assertThat(warnings).isEmpty();
  }

  private void deleteSources() throws Exception {
    new FileTree(inner).delete();
    new FileTree(outer).delete();
  }

  @Test
  void areCheckedOutAsTheCommitHasThemWithoutTheirSource() throws Exception {
    commit(main.resolve("libs/my lib"), "of the head");
    commit(main, "of the head");
    deleteSources();
    List<String> config = Files.readAllLines(main.resolve(".git/config"));

    assertHasThoseOfBase(worktree());

    assertThat(main.resolve(".git/config")).hasContent(String.join("\n", config));
    assertThat(main.resolve("libs/my lib/text")).hasContent("of the head");
  }

  @Test
  void thatTheHeadHasNoLongerAreInTheBase() throws Exception {
    git(main, "rm", "--quiet", "-f", "libs/my lib");
    commit(main, "without it");
    deleteSources();

    assertHasThoseOfBase(worktree());
  }

  @Test
  void ofAnotherWorktreeAreFoundThere() throws Exception {
    Path other = folder.resolve("other");
    git(main, "worktree", "add", "--quiet", "--detach", other.toString());
    git(other, "submodule", "--quiet", "update", "--init", "--recursive");
    new FileTree(main.resolve(".git/modules")).delete();
    deleteSources();
    checkout = new GitCheckout(other);

    Worktree worktree = worktree();

    assertThat(worktree.folder().resolve("libs/my lib/deep/inner/text")).hasContent("first");
    assertThat(warnings).isEmpty();
    worktree.delete(warnings::add);
  }

  @Test
  void thatCannotBeCheckedOutAreAWarning() throws Exception {
    new FileTree(main.resolve(".git/modules")).delete();

    Worktree worktree = worktree();

    assertThat(worktree.folder().resolve("text")).hasContent("of the base");
    assertThat(warnings)
        .singleElement()
        .asString()
        .isEqualTo(
            "warning: the submodules of %s cannot be checked out, and its build may need them: fatal: transport 'file' not allowed"
                .formatted(base));
    worktree.delete(warnings::add);
    assertThat(git(main, "worktree", "list")).hasSize(1);
  }
}
