package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/nightly` with a repository of its own, where another script stands for `lanemark`.
class NightlyIT {

  private static final String LANEMARK =
      """
      #!/usr/bin/env bash
      set -e
      for last; do :; done
      case "$1" in
        run) echo "{}" >> "$last"; exit "${MEASURED:-0}" ;;
        history) mkdir -p site; wc -l < "$2" > site/history.html ;;
      esac
      """;

  @TempDir Path folder;
  private Path checkout;

  @BeforeEach
  void prepare() throws Exception {
    Path origin = folder.resolve("origin.git");
    checkout = folder.resolve("checkout");
    git(folder, "init", "--quiet", "--bare", "--initial-branch", "main", origin.toString());
    git(folder, "clone", "--quiet", origin.toString(), checkout.toString());
    Path scripts = Files.createDirectory(checkout.resolve("scripts"));
    Files.copy(Path.of("..", "scripts", "nightly"), scripts.resolve("nightly"));
    Files.writeString(scripts.resolve("lanemark"), LANEMARK);
    for (String name : List.of("nightly", "lanemark")) {
      assertThat(scripts.resolve(name).toFile().setExecutable(true)).isTrue();
    }
    git(checkout, "add", ".");
    git(checkout, "commit", "--quiet", "--message", "a project");
    git(checkout, "push", "--quiet", "origin", "HEAD:main");
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
    return Launched.in(checkout, variables, List.of("scripts/nightly"));
  }

  @Test
  void addsALineToABranchOfItsOwnEveryNight() throws Exception {
    assertThat(nightly(Map.of()).exitCode()).isZero();
    // A night on which trials failed counts as well, and is said.
    assertThat(nightly(Map.of("MEASURED", "70")).exitCode()).isEqualTo(70);

    git(checkout, "fetch", "--quiet", "origin", "history");
    assertThat(git(checkout, "show", "FETCH_HEAD:history.jsonl")).isEqualTo("{}\n{}\n");
    assertThat(git(checkout, "ls-tree", "--name-only", "FETCH_HEAD").lines())
        .containsExactly(".gitattributes", "history.jsonl");
    assertThat(checkout.resolve("site/history.html")).content().contains("2");
    assertThat(git(checkout, "worktree", "list").lines()).hasSize(1);
    assertThat(git(checkout, "rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("main\n");
  }
}
