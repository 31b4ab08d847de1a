package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `scripts/nightly` with a repository of its own, where other scripts stand for `lanemark`, and
/// for what waits.
class NightlyIT {

  private static final int UNAVAILABLE = 69;

  private static final String LANEMARK =
      """
      #!/usr/bin/env bash
      set -e
      for last; do :; done
      case "$1" in
        run)
          bash -ec "${MEANWHILE:-}" >&2
          [ -n "${MEASURED_NOTHING:-}" ] || echo "{${LINE:-}}" >> "$last"
          exit "${MEASURED:-0}" ;;
        history) mkdir -p site; wc -l < "$2" > site/history.html ;;
      esac
      """;

  @TempDir Path folder;
  private Path origin;
  private Path checkout;

  @BeforeEach
  void prepare() throws Exception {
    origin = folder.resolve("origin.git");
    checkout = folder.resolve("checkout");
    git(folder, "init", "--quiet", "--bare", "--initial-branch", "main", origin.toString());
    git(folder, "clone", "--quiet", origin.toString(), checkout.toString());
    Path scripts = Files.createDirectory(checkout.resolve("scripts"));
    Files.copy(Path.of("..", "scripts", "nightly"), scripts.resolve("nightly"));
    makeExecutable(scripts.resolve("nightly"));
    program(scripts.resolve("lanemark"), LANEMARK);
    git(checkout, "add", ".");
    git(checkout, "commit", "--quiet", "--message", "a project");
    git(checkout, "push", "--quiet", "origin", "HEAD:main");
  }

  private static void program(Path file, String text) throws IOException {
    makeExecutable(Files.writeString(file, text));
  }

  private static void makeExecutable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static String git(Path where, String... words) throws Exception {
    Launched git =
        Launched.command(
            Stream.concat(
                    Stream.of(
                        "git",
                        "-C",
                        where.toString(),
                        "-c",
                        "user.name=t",
                        "-c",
                        "user.email=t@example.org"),
                    Stream.of(words))
                .toArray(String[]::new));
    assertThat(git.exitCode()).as(git.err()).isZero();
    return git.out();
  }

  private Launched nightly(Map<String, String> variables) throws IOException, InterruptedException {
    Path programs = folder.resolve("programs");
    if (Files.notExists(programs)) {
      program(Files.createDirectory(programs).resolve("sleep"), "#!/bin/sh\n");
    }
    Map<String, String> all = new HashMap<>(variables);
    all.put("PATH", programs + ":" + System.getenv("PATH"));
    return Launched.in(checkout, all, List.of("scripts/nightly"));
  }

  private String history() throws Exception {
    return git(origin, "show", "history:history.jsonl");
  }

  private void assertNothingIsLeft() throws Exception {
    assertThat(git(checkout, "worktree", "list").lines()).hasSize(1);
    assertThat(git(checkout, "branch", "--format", "%(refname:short)")).isEqualTo("main\n");
    assertThat(git(checkout, "rev-parse", "--is-shallow-repository")).isEqualTo("false\n");
  }

  @Test
  void addsALineToABranchOfItsOwnEveryNight() throws Exception {
    assertThat(nightly(Map.of()).exitCode()).isZero();
    // A night on which trials failed counts as well, and is said.
    assertThat(nightly(Map.of("MEASURED", "70")).exitCode()).isEqualTo(70);

    assertThat(history()).isEqualTo("{}\n{}\n");
    assertThat(git(origin, "ls-tree", "--name-only", "history").lines())
        .containsExactly(".gitattributes", "history.jsonl");
    assertThat(checkout.resolve("site/history.html")).content().contains("2");
    assertNothingIsLeft();
  }

  /// Another night of another clone, while this one measures: the first of all, or a later one.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsTheLineOfAnotherNightThatCameFirst(boolean first) throws Exception {
    if (!first) {
      assertThat(nightly(Map.of("LINE", "0")).exitCode()).isZero();
    }
    String other =
        "git clone --quiet %s %s; LINE=1 MEANWHILE= %2$s/scripts/nightly"
            .formatted(origin, folder.resolve("other"));

    Launched nightly = nightly(Map.of("LINE", "2", "MEANWHILE", other));

    assertThat(nightly.exitCode()).as(nightly.err()).isZero();
    assertThat(history()).isEqualTo(first ? "{1}\n{2}\n" : "{0}\n{1}\n{2}\n");
    assertThat(checkout.resolve("site/history.html")).content().contains(first ? "2" : "3");
    assertNothingIsLeft();
  }

  @Test
  void aPushThatIsRefusedAgainAndAgainIsSaidInOneLine() throws Exception {
    Path pushes = folder.resolve("pushes");
    program(
        origin.resolve("hooks/pre-receive"),
        "#!/bin/sh\necho >> %s\necho closed\nexit 1\n".formatted(pushes));

    Launched nightly = nightly(Map.of());

    assertThat(nightly.err())
        .startsWith(
            "nightly: the push to the branch 'history' failed; add the run with 'lanemark history")
        .contains("pre-receive hook declined")
        .hasLineCount(1);
    assertThat(nightly.exitCode()).isEqualTo(UNAVAILABLE);
    assertThat(pushes).content().hasLineCount(5);
    assertNothingIsLeft();
  }

  @Test
  void nothingIsMeasuredWhereTheBranchIsOutOfReach() throws Exception {
    git(checkout, "remote", "set-url", "origin", folder.resolve("nowhere").toString());

    Launched nightly = nightly(Map.of("MEANWHILE", "touch measured"));

    assertThat(nightly.err())
        .startsWith("nightly: cannot check whether the branch 'history' exists: '")
        .hasLineCount(1);
    assertThat(nightly.exitCode()).isEqualTo(UNAVAILABLE);
    assertThat(checkout.resolve("measured")).doesNotExist();
    assertNothingIsLeft();
  }

  @Test
  void aNightWithoutARunAddsNothing() throws Exception {
    Launched nightly = nightly(Map.of("MEASURED_NOTHING", "1", "MEASURED", "73"));

    assertThat(nightly.err()).isEqualTo("nightly: nothing was added to the history\n");
    assertThat(nightly.exitCode()).isEqualTo(73);
    assertThat(git(origin, "branch", "--format", "%(refname:short)")).isEqualTo("main\n");
    assertNothingIsLeft();
  }
}
