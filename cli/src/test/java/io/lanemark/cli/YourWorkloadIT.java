package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Users' own workloads: what `docs/your-workload.md` says works word for word, and every fault in
/// their declaration or their class path is one line that names it.
class YourWorkloadIT {

  private static final String PAGE = "your-workload.md";
  private static final int MOST_LINES = 30;
  private static final int USAGE = 64;

  private static final List<String> MODELS_OF_THE_PAGE =
      List.of("serial", "process", "platform", "virtual");

  @TempDir Path folder;

  @Test
  void thePageWorksWordForWord() throws Exception {
    String source = UserJar.blocks(PAGE, "java").getFirst();
    List<String> commands = UserJar.blocks(PAGE, "sh");
    assertThat(source.lines().count()).isLessThanOrEqualTo(MOST_LINES);
    Files.writeString(folder.resolve("Palindromes.java"), source);
    assertThat(bash(commands.getFirst()).exitCode()).isZero();
    List<String> runs = commands.getLast().lines().toList();

    Launched list = bash(runs.get(0));
    assertThat(list.exitCode()).as(list.err()).isZero();
    assertThat(list.out()).contains("palindromes", "read the same backwards", "default 20000");
    Launched plan = bash(runs.get(1));
    assertThat(plan.out()).contains("palindromes").doesNotContain("sha256");
    Launched run =
        bash(runs.get(2) + " --forks 1 --warmup-limit 500ms --iterations 1 --output run");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertDone(MODELS_OF_THE_PAGE, "palindromes", "limit=50000");
    Launched report = bash(hint(run));
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(folder.resolve("site/index.html")).isNotEmptyFile();
  }

  /// The command that a run prints for its report.
  private static String hint(Launched run) {
    String heading = "Report:  ";
    return run.out()
        .lines()
        .filter(line -> line.startsWith(heading))
        .findFirst()
        .orElseThrow()
        .substring(heading.length());
  }

  /// In workers, and on the models that the page does not run.
  @Test
  void aResourceOfTheJarIsOpenedInEveryKindOfJvm() throws Exception {
    String source = UserJar.blocks(PAGE, "java").getLast();
    assertThat(source.lines().count()).isLessThanOrEqualTo(MOST_LINES);
    Path jar = UserJar.of(folder, source).write(folder.resolve("lookups.jar"));

    List<String> models =
        Registry.load(ExecutionModel.class, "model", ExecutionModel::name).all().stream()
            .map(ExecutionModel::name)
            .filter(model -> model.equals("process") || !MODELS_OF_THE_PAGE.contains(model))
            .toList();
    // Without --workload, the workloads of the jar are meant.
    Launched run = run(jar, "--model", String.join(",", models), "--param", "size=1000");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertDone(models, "lookups", "size=1000");
  }

  private void assertDone(List<String> models, String workload, String arguments) throws Exception {
    List<Trial> trials = ResultsFolder.open(folder.resolve("run")).finishedTrials();
    assertThat(trials)
        .allMatch(trial -> trial.state() == Trial.State.DONE)
        .allMatch(trial -> trial.planned().trialCase().workload().equals(workload))
        .allMatch(trial -> trial.planned().trialCase().arguments().equals(arguments))
        .extracting(trial -> trial.planned().trialCase().model())
        .containsExactlyInAnyOrderElementsOf(models);
  }

  static Stream<Arguments> faultsInDeclarations() {
    return Stream.of(
        argumentSet(
            "constructor",
            WorkSource.DEFAULT.with(
                "  public Work() { throw new IllegalStateException(\"no luck\"); }"),
            "a provider of a workload cannot be used:",
            "Provider Work could not be instantiated: java.lang.IllegalStateException: no luck"),
        argumentSet(
            "private constructor",
            WorkSource.DEFAULT.with("  private Work() {}"),
            "a provider of a workload cannot be used:",
            "Work"),
        argumentSet(
            "static initializer",
            WorkSource.DEFAULT.with("  static final int N = Integer.parseInt(\"x\");"),
            "NumberFormatException",
            "Work"),
        argumentSet(
            "name throws",
            WorkSource.DEFAULT.named("throw new IllegalStateException(\"who?\");"),
            "the provider Work of a workload cannot be asked for its name:",
            "who?"),
        argumentSet(
            "no name",
            WorkSource.DEFAULT.named("return null;"),
            "the provider Work of a workload has no name",
            ""),
        argumentSet(
            "a name that is none",
            WorkSource.DEFAULT.named("return \"../my work\";"),
            "the workload '../my work': a name must be lower-case words",
            ""),
        argumentSet(
            "a name that is taken",
            WorkSource.DEFAULT.named("return \"sha256\";"),
            "two providers of the workload 'sha256':",
            "Work"),
        argumentSet(
            "parameters throw",
            WorkSource.DEFAULT.parameters("throw new IllegalStateException(\"none\");"),
            "the workload 'my-work': Work.parameters threw",
            "none"),
        argumentSet(
            "no parameters",
            WorkSource.DEFAULT.parameters("return null;"),
            "the workload 'my-work': Work.parameters returned null",
            ""),
        argumentSet(
            "a parameter that is none",
            WorkSource.DEFAULT.parameters("return java.util.Arrays.asList((Parameter) null);"),
            "the workload 'my-work': one of its parameters is null",
            ""),
        argumentSet(
            "create throws",
            WorkSource.DEFAULT.create("throw new IllegalStateException(\"not now\");"),
            "the workload 'my-work': Work.create threw java.lang.IllegalStateException: not now",
            ""),
        argumentSet(
            "create refuses",
            WorkSource.DEFAULT.create("arguments.wholeNumber(\"size\", 9); return null;"),
            "the workload 'my-work': size must be a whole number from 9",
            ""),
        argumentSet(
            "nothing created",
            WorkSource.DEFAULT.create("return null;"),
            "the workload 'my-work': Work.create returned null",
            ""),
        argumentSet(
            "not serialisable",
            WorkSource.DEFAULT
                .with("  record Task(Thread helper) implements Workload<Integer> {")
                .with("    public Integer run(Resources resources) { return 1; }")
                .with("  }")
                .create("return new Task(new Thread());"),
            "the workload 'my-work' cannot be sent to worker processes: java.lang.Thread is not"
                + " serialisable",
            "field helper of Work$Task"),
        argumentSet(
            "no such backend",
            WorkSource.DEFAULT.with(
                "  public java.util.Set<String> backends() { return java.util.Set.of(\"kafka\");"
                    + " }"),
            "the workload 'my-work' needs an unknown backend 'kafka'; expected one of: ",
            "http"));
  }

  @ParameterizedTest
  @MethodSource("faultsInDeclarations")
  void aFaultInADeclarationIsNamed(WorkSource source, String expected, String more)
      throws Exception {
    Path jar = UserJar.of(folder, source.text()).write(folder.resolve("work.jar"));

    run(jar, "--dry-run").assertOneLine(USAGE, expected, more);
  }

  @Test
  void aClassPathThatWillNotDoIsNamed() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no jar");
    UserJar jar = UserJar.of(folder, WorkSource.DEFAULT.text());
    Path noServices = jar.withoutServices().write(folder.resolve("no-services.jar"));
    Path noProvider = jar.without("Work.class").write(folder.resolve("no-provider.jar"));
    Path future = jar.ofTheFuture().write(folder.resolve("future.jar"));
    Path good = jar.write(folder.resolve("good.jar"));
    UserJar whole =
        UserJar.of(
            folder,
            WorkSource.DEFAULT
                .with("  static class Dictionary {}")
                .create("new Dictionary(); return resources -> 1;")
                .text());
    Path withoutDictionary =
        whole.without("Work$Dictionary.class").write(folder.resolve("missing.jar"));

    run(folder.resolve("none.jar")).assertOneLine(USAGE, "none.jar' does not exist");
    run(text).assertOneLine(USAGE, "notes.txt' is neither a jar nor a folder of classes");
    run(noServices).assertOneLine(USAGE, "no workload in ", "must name its provider");
    run(noProvider).assertOneLine(USAGE, "Provider Work not found");
    run(future).assertOneLine(USAGE, "more recent version", "compile it with --release 25");
    run(withoutDictionary)
        .assertOneLine(USAGE, "the workload 'my-work'", "the class Work$Dictionary is missing");
    run(good, "--param", "weight=1")
        .assertOneLine(USAGE, "no chosen workload has a parameter 'weight'; expected one of: size");
    run(good, "--workload", "your-work")
        .assertOneLine(USAGE, "unknown workload 'your-work'", "my-work");
  }

  private Launched run(Path jar, String... options) throws Exception {
    return UserJar.run(jar, folder.resolve("run"), options);
  }

  /// In a folder of the user's, with the JDK that runs this test first on the path, and a temporary
  /// folder that no other JMH run locks.
  private Launched bash(String script) throws Exception {
    return Launched.command(
        "bash",
        "-euc",
        "cd %s; JAVA_TOOL_OPTIONS+=' -Djava.io.tmpdir=%s'; export LANEMARK=%s PATH=%s:$PATH; %s"
            .formatted(
                folder,
                Files.createDirectories(folder.resolve("tmp")),
                Launched.quoted(Path.of("..").toAbsolutePath().normalize().toString()),
                Path.of(System.getProperty("java.home"), "bin"),
                script));
  }
}
