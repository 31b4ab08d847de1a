package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.ab.AbFolder;
import io.lanemark.guard.export.CommentsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `lanemark guard` in a repository of somebody's, with GitHub played by a server on the loopback.
/// The project's build copies a jar that was built before; which one, a file of the repository
/// says. The slow-down is so large that no machine is too busy to show it.
class GuardIT {

  private static final int REGRESSION = 1;
  private static final int INFRASTRUCTURE = 3;
  private static final int USAGE = 64;
  private static final int DATA = 65;
  private static final String TOKEN = "ghs_secret";

  @TempDir static Path jars;

  @TempDir Path folder;
  private Path repository;
  private CommentsServer server;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeAll
  static void compile() throws IOException {
    BenchmarkJar.of(jars.resolve("base.jar"), "@Benchmark public long work() { return spin(10); }");
    BenchmarkJar.of(
        jars.resolve("slower.jar"), "@Benchmark public long work() { return spin(10_000_000); }");
    BenchmarkJar.of(
        jars.resolve("renamed.jar"), "@Benchmark public long renamed() { return spin(10); }");
  }

  @BeforeEach
  void prepare() throws Exception {
    repository = Files.createDirectory(folder.resolve("repository"));
    git("init", "--quiet", "--initial-branch", "main");
    Files.writeString(repository.resolve(".gitignore"), "target/\nab/\n");
    commit("base.jar");
    git("checkout", "--quiet", "-b", "feature");
    server = CommentsServer.start(TOKEN);
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_API_URL", server.address());
    variables.put("GITHUB_TOKEN", TOKEN);
    variables.put("GITHUB_REPOSITORY", CommentsServer.REPOSITORY);
    variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    variables.put("GITHUB_EVENT_PATH", folder.resolve("event.json").toString());
    requestPull(commitOf("main"));
  }

  /// Tells of a pull request of the branch as it is now.
  private void requestPull(String base) throws Exception {
    Files.writeString(
        folder.resolve("event.json"),
        """
        {"pull_request": {"number": 7, "base": {"sha": "%s"}, "head": {"sha": "%s"}}}
        """
            .formatted(base, commitOf("feature")));
  }

  private String commitOf(String reference) throws Exception {
    return git("rev-parse", reference).strip();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    assertThat(git("worktree", "list").lines()).hasSize(1);
    assertThat(git("status", "--porcelain")).isEmpty();
  }

  private String git(String... words) throws Exception {
    Launched git =
        Launched.command(
            Stream.concat(
                    Stream.of(
                        "git",
                        "-C",
                        repository.toString(),
                        "-c",
                        "user.name=t",
                        "-c",
                        "user.email=t@example.org"),
                    Stream.of(words))
                .toArray(String[]::new));
    assertThat(git.exitCode()).as(git.err()).isZero();
    return git.out();
  }

  private void commit(String jar) throws Exception {
    Files.writeString(repository.resolve("jar.txt"), jar);
    git("add", ".");
    git("commit", "--quiet", "--message", "use " + jar);
  }

  private static String copying() {
    return "mkdir -p target && cp %s/$(cat jar.txt) target/benchmarks.jar".formatted(jars);
  }

  private Launched guard(String... options) throws Exception {
    return build(copying(), options);
  }

  private Launched build(String command, String... options) throws Exception {
    return Launched.in(
        repository,
        variables,
        Stream.concat(Stream.of("guard", "--build", command), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void saysWhatBecameSlowerAndReplacesItsComment() throws Exception {
    commit("slower.jar");
    server.add("<!-- lanemark guard: guard -->\nold");
    server.add("a reader's");

    Launched guard = guard("--forks", "3", "--margin", "500%");

    assertThat(guard.err()).isEmpty();
    assertThat(guard.exitCode()).isEqualTo(REGRESSION);
    assertThat(guard.out())
        .containsPattern("Guard: \\w{10} → \\w{10}\n")
        .containsPattern("REGRESSED .* Sample.work avgt")
        .contains("::error title=REGRESSED%3A Sample.work avgt::");
    assertThat(server.comments()).hasSize(2).last().isEqualTo("a reader's");
    assertThat(server.comments().getFirst())
        .startsWith("<!-- lanemark guard: guard -->\n### 1 regression\n")
        .contains("The ruler moved by");
    assertThat(folder.resolve("summary.md")).content().startsWith("### 1 regression\n");
  }

  @Test
  void theSameCodeIsNotMeasuredAndACommentThatIsRefusedChangesNothing() throws Exception {
    git("commit", "--quiet", "--allow-empty", "--message", "words alone");
    server.refuse(403, "{\"message\":\"Resource not accessible by integration\"}");

    Launched guard = guard();

    guard.assertOneLine(
        0, "warning: cannot comment on the pull request", "GitHub answers 403 to GET");
    assertThat(guard.out()).contains("both jars contain the same code: nothing was measured");
    assertThat(guard.out() + guard.err()).doesNotContain(TOKEN);
    assertThat(folder.resolve("summary.md")).content().startsWith("### Nothing to compare");
  }

  @Test
  void whatOthersMergedMeanwhileIsNotThatOfThePullRequest() throws Exception {
    git("commit", "--quiet", "--allow-empty", "--message", "words alone");
    requestPull(commitOf("main"));
    git("checkout", "--quiet", "main");
    commit("slower.jar");
    String main = commitOf("main");
    git("checkout", "--quiet", "-b", "merged");
    git("merge", "--quiet", "--message", "as GitHub does", "feature");
    Path shallow = folder.resolve("shallow");
    String origin = repository.toUri().toString();
    git("clone", "--quiet", "--depth", "2", "--branch", "merged", origin, shallow.toString());

    Launched guard = Launched.in(shallow, variables, "guard", "--build", copying());

    assertThat(guard.err()).isEmpty();
    assertThat(guard.out())
        .contains("Guard: %.10s → %.10s".formatted(main, commitOf("merged")))
        .contains("both jars contain the same code: nothing was measured");
  }

  @Test
  void thereIsNoCommentOutsideOfAPullRequest() throws Exception {
    Files.writeString(folder.resolve("event.json"), "{\"ref\":\"refs/heads/main\"}");

    Launched guard = guard("--base", "main");

    assertThat(guard.err()).isEmpty();
    assertThat(guard.exitCode()).isZero();
    assertThat(server.requests()).isEmpty();
    guard().assertOneLine(USAGE, "--base is missing: outside a pull request");
  }

  @Test
  void aBaseWithoutBenchmarksIsNoBaseline() throws Exception {
    commit("slower.jar");
    String onlyHere = "if grep -q slower jar.txt; then " + copying() + "; fi";

    Launched guard = build(onlyHere, "--jar", "**/*.jar");

    assertThat(guard.err()).isEmpty();
    assertThat(guard.exitCode()).isZero();
    assertThat(server.comments().getFirst())
        .contains("### Not comparable", "no benchmarks in the base yet");
  }

  @Test
  void benchmarksThatAreAllRenamedAreNotComparedAndFailNothing() throws Exception {
    commit("renamed.jar");

    Launched guard = guard();

    assertThat(guard.err()).isEmpty();
    assertThat(guard.exitCode()).isZero();
    assertThat(server.comments().getFirst())
        .contains("### Not comparable", "nothing was compared", "Sample.renamed", "Sample.work");
    guard("--include", "nothing")
        .assertOneLine(USAGE, "none of 1 benchmark in the base and 1 in the candidate");
  }

  @Test
  void whatIsNotMeasuredGoesToEveryOutputToo() throws Exception {
    Path json = folder.resolve("v.json");
    Path junit = folder.resolve("v.xml");
    Path markdown = folder.resolve("v.md");
    String[] outputs = {
      "--json", json.toString(), "--junit", junit.toString(), "--markdown", markdown.toString()
    };

    guard(outputs);

    assertThat(json).content().contains("both jars contain the same code: nothing was measured");
    assertThat(junit).content().contains("tests=\"1\"", "<skipped");
    assertThat(markdown).content().startsWith("### Nothing to compare\n\nno cases. Margin 3 %");
    commit("renamed.jar");
    guard(outputs);
    assertThat(json).content().contains("\"NO_BASELINE\" : 1", "Sample.work");
    assertThat(junit).content().contains("tests=\"2\"", "renamed any");
    assertThat(markdown).content().contains("Only in the base: 1");
  }

  @Test
  void acceptedChangesAreReadBeforeTheBuild() throws Exception {
    Path accepted = Files.writeString(folder.resolve("accepted.json"), "[]");

    Launched guard =
        build("%s; rm -f %s".formatted(copying(), accepted), "--accepted", accepted.toString());

    assertThat(guard.err()).isEmpty();
    assertThat(guard.exitCode()).isZero();
    assertThat(accepted).doesNotExist();
  }

  @Test
  void aJarThatTheBuildDidNotWriteIsNamed() throws Exception {
    Path target = Files.createDirectory(repository.resolve("target"));
    Files.copy(jars.resolve("base.jar"), target.resolve("benchmarks.jar"));

    build("test -e target/benchmarks.jar || (%s)".formatted(copying()))
        .assertOneLine(
            0, "warning: the build of this checkout did not write target/benchmarks.jar");
    Launched notMade = build("true");
    assertThat(notMade.err())
        .contains("lanemark: --build 'true' does not write --jar 'target/benchmarks.jar'")
        .hasLineCount(2);
    assertThat(notMade.exitCode()).isEqualTo(USAGE);
  }

  @Test
  void aBuildMustBeGiven() throws Exception {
    build("").assertOneLine(USAGE, "--build is empty: give the command that builds the jar");
    guard("--jar", " ").assertOneLine(USAGE, "--jar is empty");
  }

  @Test
  void ofSeveralJarsThatMatchTheOneThatTheBuildWroteIsMeasured() throws Exception {
    Path target = Files.createDirectory(repository.resolve("target"));
    Files.copy(jars.resolve("slower.jar"), target.resolve("app-1.jar"));
    String build = copying().replace("benchmarks.jar", "app-2.jar");

    Launched guard = build(build, "--jar", "target/app-*.jar");

    assertThat(guard.err()).isEmpty();
    assertThat(guard.out()).contains("both jars contain the same code");
    build("true", "--jar", "target/app-*.jar")
        .assertOneLine(USAGE, "matches 2 files, none of them written by the build, among them");
  }

  @Test
  void aBaseThatCannotBeBuiltIsNeitherARegressionNorAPass() throws Exception {
    commit("slower.jar");
    String onlyHere = "echo building; grep -q slower jar.txt && " + copying();

    Launched guard = build(onlyHere);

    assertThat(guard.err())
        .startsWith("building\nlanemark: the build of the base ")
        .contains("failed with exit code 1")
        .hasLineCount(2);
    assertThat(guard.exitCode()).isEqualTo(INFRASTRUCTURE);
    assertThat(server.comments().getFirst())
        .contains("### Not measured", "the build of the base ", "failed with exit code 1");
  }

  /// Git tells hooks which index to write.
  @Test
  void aCommitWhoseHookIsAGuardIsTheCommitThatItWouldBe() throws Exception {
    Path notes = Files.writeString(repository.resolve("notes.txt"), "one");
    git("add", ".");
    git("commit", "--quiet", "--message", "a file that the base does not have");
    Path log = folder.resolve("hook.log");
    String build = "test -z \"$GIT_INDEX_FILE$GIT_DIR\" && " + copying();
    String guard =
        Stream.of(
                Launched.words(
                    Files.createDirectory(folder.resolve("t")),
                    "guard",
                    "--base",
                    "main",
                    "--build",
                    build))
            .map("'%s'"::formatted)
            .collect(Collectors.joining(" "));
    Path hook = repository.resolve(".git/hooks/pre-commit");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\n%s >%s 2>&1\n".formatted(guard, log));
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(notes, "two");

    git("commit", "--quiet", "--all", "--message", "two");

    assertThat(log).content().contains("both jars contain the same code: nothing was measured");
    assertThat(git("show", "--name-status", "--format=", "HEAD")).isEqualTo("M\tnotes.txt\n");
  }

  @Test
  void whatGitAndJvmsPrintBesideTheirAnswersIsNoAnswer() throws Exception {
    commit("renamed.jar");
    git("tag", "main", "main");
    variables.put("GIT_TRACE", "1");
    variables.put("_JAVA_OPTIONS", "-Xlog:gc*");
    Path json = folder.resolve("v.json");

    Launched guard = guard("--base", "main", "--json", json.toString());

    assertThat(guard.exitCode()).as(guard.err()).isZero();
    assertThat(guard.out())
        .contains("Guard: %.10s → ".formatted(commitOf("refs/heads/main")))
        .contains("only in the base: Sample.work");
    assertThat(Files.readString(json).lines().filter(line -> line.contains("\"benchmark\"")))
        .hasSize(2)
        .allMatch(line -> line.contains("sample.Sample."));
  }

  @Test
  void aGuardThatIsKilledGoesOn() throws Exception {
    commit("slower.jar");
    Path output = folder.resolve("run");

    Launched.killedWhen(
        () -> AbFolder.holdsRun(output) && AbFolder.open(output).finishedTrials().size() >= 2,
        folder,
        repository,
        "guard",
        "--base",
        "main",
        "--build",
        copying(),
        "--forks",
        "3",
        "--margin",
        "500%",
        "--output",
        output.toString());

    assertThat(folder.resolve("err"))
        .content()
        .contains("the run is not finished; resume it with: ", " guard --resume " + output);
    Launched resumed = Launched.in(repository, variables, "guard", "--resume", output.toString());
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out())
        .containsPattern("Resumes after \\d+ trials?")
        .containsPattern("REGRESSED .* Sample.work avgt");
    assertThat(resumed.exitCode()).isEqualTo(REGRESSION);
    commit("renamed.jar");
    Launched.in(repository, variables, "guard", "--resume", output.toString())
        .assertOneLine(DATA, "cannot be resumed: the code of the candidate changed from ");
  }

  @Test
  void aShallowCloneIsToldWhatItNeeds() throws Exception {
    commit("slower.jar");
    Path shallow = folder.resolve("shallow");
    git("clone", "--quiet", "--depth", "1", repository.toUri().toString(), shallow.toString());

    Launched.in(shallow, variables, "guard", "--build", copying())
        .assertOneLine(USAGE, "check out with 'fetch-depth: 0'");
  }

  @Test
  void aBuildDoesNotOutliveIt() throws Exception {
    Path begun = folder.resolve("begun");

    Launched.killedWhen(
        () -> Files.exists(begun),
        folder,
        repository,
        "guard",
        "--base",
        "main",
        "--build",
        "touch %s; sleep 1000".formatted(begun));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--jar nowhere/*.jar | 64 | no file matches --jar 'nowhere/*.jar' after the build of this"
            + " checkout",
        "--jar {a            | 64 | --jar '{a' is not a valid pattern",
        "--name a-->b        | 64 | a name must be up to 60 letters",
        "--base nowhere      | 64 | no commit in common with 'nowhere'",
        "--budget soon       | 64 | invalid duration 'soon'",
        "--java /nowhere     | 64 | is not a Java launcher",
        "-- -f 5             | 64 | JMH's -f cannot be set"
      })
  void wrongUsageIsOneLine(String options, int exitCode, String message) throws Exception {
    guard(options.split(" +")).assertOneLine(exitCode, message);
  }

  @Test
  void aFolderWithoutAHistoryIsRefused() throws Exception {
    Path plain = Files.createDirectory(folder.resolve("plain"));

    Launched.in(plain, Map.of("GIT_CEILING_DIRECTORIES", folder.toString()), "guard")
        .assertOneLine(USAGE, "this folder is not a Git checkout");
    assertThat(List.of(plain)).allSatisfy(each -> assertThat(each).isEmptyDirectory());
  }
}
