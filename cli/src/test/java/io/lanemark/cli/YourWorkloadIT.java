package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.lanemark.files.BoundedFile;
import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Users' own workloads: what `docs/your-workload.md` says works word for word, and every fault in
/// such code is one line that names it.
class YourWorkloadIT {

  private static final String PAGE = "your-workload.md";
  private static final int MOST_LINES = 30;
  private static final int USAGE = 64;
  private static final int SOFTWARE = 70;

  private static final String IS_WORKER =
      "  static boolean isWorker() { return"
          + " ProcessHandle.current().info().commandLine().orElse(\"\").contains(\"WorkerMain\");"
          + " }";

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
    Launched run = bash(runs.get(2) + " --forks 1 --output run");

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
            Source.DEFAULT.with(
                "  public Work() { throw new IllegalStateException(\"no luck\"); }"),
            "a provider of a workload cannot be used:",
            "Provider Work could not be instantiated: java.lang.IllegalStateException: no luck"),
        argumentSet(
            "private constructor",
            Source.DEFAULT.with("  private Work() {}"),
            "a provider of a workload cannot be used:",
            "Work"),
        argumentSet(
            "static initializer",
            Source.DEFAULT.with("  static final int N = Integer.parseInt(\"x\");"),
            "NumberFormatException",
            "Work"),
        argumentSet(
            "name throws",
            Source.DEFAULT.named("throw new IllegalStateException(\"who?\");"),
            "the provider Work of a workload cannot be asked for its name:",
            "who?"),
        argumentSet(
            "no name",
            Source.DEFAULT.named("return null;"),
            "the provider Work of a workload has no name",
            ""),
        argumentSet(
            "a name that is none",
            Source.DEFAULT.named("return \"../my work\";"),
            "the workload '../my work': a name must be lower-case words",
            ""),
        argumentSet(
            "a name that is taken",
            Source.DEFAULT.named("return \"sha256\";"),
            "two providers of the workload 'sha256':",
            "Work"),
        argumentSet(
            "parameters throw",
            Source.DEFAULT.parameters("throw new IllegalStateException(\"none\");"),
            "the workload 'my-work': Work.parameters threw",
            "none"),
        argumentSet(
            "no parameters",
            Source.DEFAULT.parameters("return null;"),
            "the workload 'my-work': Work.parameters returned null",
            ""),
        argumentSet(
            "a parameter that is none",
            Source.DEFAULT.parameters("return java.util.Arrays.asList((Parameter) null);"),
            "the workload 'my-work': one of its parameters is null",
            ""),
        argumentSet(
            "create throws",
            Source.DEFAULT.create("throw new IllegalStateException(\"not now\");"),
            "the workload 'my-work': Work.create threw java.lang.IllegalStateException: not now",
            ""),
        argumentSet(
            "create refuses",
            Source.DEFAULT.create("arguments.wholeNumber(\"size\", 9); return null;"),
            "the workload 'my-work': size must be a whole number from 9",
            ""),
        argumentSet(
            "nothing created",
            Source.DEFAULT.create("return null;"),
            "the workload 'my-work': Work.create returned null",
            ""),
        argumentSet(
            "not serialisable",
            Source.DEFAULT
                .with("  record Task(Thread helper) implements Workload<Integer> {")
                .with("    public Integer run(Resources resources) { return 1; }")
                .with("  }")
                .create("return new Task(new Thread());"),
            "the workload 'my-work' cannot be sent to worker processes: java.lang.Thread is not"
                + " serialisable",
            "field helper of Work$Task"),
        argumentSet(
            "no such backend",
            Source.DEFAULT.with(
                "  public java.util.Set<String> backends() { return java.util.Set.of(\"kafka\");"
                    + " }"),
            "the workload 'my-work' needs an unknown backend 'kafka'; expected one of: ",
            "http"));
  }

  @ParameterizedTest
  @MethodSource("faultsInDeclarations")
  void aFaultInADeclarationIsNamed(Source source, String expected, String more) throws Exception {
    Path jar = UserJar.of(folder, source.text()).write(folder.resolve("work.jar"));

    run(jar, "--dry-run").assertOneLine(USAGE, expected, more);
  }

  static Stream<Arguments> faultsInRuns() {
    return Stream.of(
        argumentSet(
            "throws",
            Source.DEFAULT.run("throw new IllegalStateException(\"out of luck\");"),
            "process",
            "the workload 'my-work': threw java.lang.IllegalStateException: out of luck at Work"),
        argumentSet(
            "throws in workers only",
            Source.DEFAULT
                .with(IS_WORKER)
                .with("  static class Secret extends RuntimeException { Object o = new Object(); }")
                .run("if (isWorker()) throw new Secret(); return 1;"),
            "process",
            "the workload 'my-work': threw Work$Secret at Work"),
        argumentSet(
            "answers null",
            Source.DEFAULT.run("return null;"),
            "virtual",
            "the workload 'my-work': returned null"),
        argumentSet(
            "no equals",
            Source.DEFAULT.run("return new int[] {1};"),
            "virtual",
            "the workload 'my-work': its result of type int[] is not equal to a copy of itself"),
        argumentSet(
            "a result that does not serialise",
            Source.DEFAULT
                .with("  record Answer(Thread by) implements java.io.Serializable {}")
                .run("return new Answer(Thread.currentThread());"),
            "platform",
            "the workload 'my-work': its result cannot be sent: java.lang.Thread is not"),
        argumentSet(
            "differs between JVMs",
            Source.DEFAULT.run("return ProcessHandle.current().pid();"),
            "process",
            "the workload 'my-work': a task in JVM "),
        argumentSet(
            "changes afterwards",
            Source.DEFAULT
                .with("  static final java.util.List<Integer> SEEN =")
                .with("      java.util.Collections.synchronizedList(new java.util.ArrayList<>());")
                .run("SEEN.add(1); return (java.io.Serializable) SEEN;"),
            "serial",
            "the workload 'my-work': a task in JVM 0 returned [1, 1"));
  }

  @ParameterizedTest
  @MethodSource("faultsInRuns")
  void aFaultInARunFailsTheTrial(Source source, String model, String expected) throws Exception {
    Path jar = UserJar.of(folder, source.text()).write(folder.resolve("work.jar"));

    Launched run = run(jar, "--model", model);

    run.assertOneLine(SOFTWARE, "1 of 1 trials failed", expected);
  }

  /// In the calling thread, where the set-up runs a task first, and in a worker, whose parent has
  /// to find out where the task is.
  @Test
  void aTaskThatNeverEndsFailsItsTrialAndTheRunContinues() throws Exception {
    Path jar =
        UserJar.of(
                folder,
                Source.DEFAULT
                    .with(IS_WORKER)
                    .with("  static Integer hang() {")
                    .with("    while (true) {")
                    .with("      try { Thread.sleep(1000); } catch (InterruptedException e) {}")
                    .with("    }")
                    .with("  }")
                    .run("return isWorker() ? hang() : 1;")
                    .text())
            .write(folder.resolve("work.jar"));

    Launched run = run(jar, "--model", "process,serial", "--stage-limit", "10s");

    run.assertOneLine(
        SOFTWARE,
        "1 of 2 trials failed",
        "the workload 'my-work': the warm-up took longer than its limit of 0:15 min; a task is at"
            + " Work.hang(Work.java:");
    assertThat(ResultsFolder.open(folder.resolve("run")).finishedTrials())
        .extracting(trial -> trial.planned().trialCase().model(), Trial::state)
        .containsExactlyInAnyOrder(
            tuple("serial", Trial.State.DONE), tuple("process", Trial.State.FAILED));
    new OwnProcesses(folder).awaitEnd();
  }

  /// The tear-down of the set-up's own task: `close` of a resource.
  @Test
  void aResourceThatNeverClosesFailsItsTrial() throws Exception {
    Path jar =
        UserJar.of(
                folder,
                Source.DEFAULT
                    .with("  static class Door implements AutoCloseable {")
                    .with("    public void close() throws Exception { Thread.sleep(600_000); }")
                    .with("  }")
                    .run("resources.open(Door.class, _ -> new Door()); return 1;")
                    .text())
            .write(folder.resolve("work.jar"));

    run(jar, "--model", "serial", "--stage-limit", "5s")
        .assertOneLine(
            SOFTWARE, "the workload 'my-work': the set-up took longer than its limit of 0:05 min");
  }

  @Test
  void whatTasksPrintGoesToAFileOfTheTrial() throws Exception {
    Path jar =
        UserJar.of(
                folder,
                Source.DEFAULT
                    .with(IS_WORKER)
                    .run(
                        "System.out.println(\"standard output\");"
                            + " System.err.println(\"standard error\");"
                            + " if (isWorker()) throw new IllegalStateException(); return 1;")
                    .text())
            .write(folder.resolve("work.jar"));

    Launched run = run(jar, "--model", "serial,process");

    run.assertOneLine(
        SOFTWARE,
        "1 of 2 trials failed",
        "threw java.lang.IllegalStateException at Work",
        "; it printed: ");
    assertThat(run.out().lines()).hasSizeLessThan(MOST_LINES);
    assertThat(output("serial")).contains("standard output", "standard error");
    assertThat(output("process"))
        .containsPattern("\\[.*worker.*] standard output")
        .containsPattern("\\[.*worker.*] standard error");
  }

  private String output(String model) throws Exception {
    String id =
        ResultsFolder.open(folder.resolve("run")).finishedTrials().stream()
            .map(Trial::planned)
            .filter(planned -> planned.trialCase().model().equals(model))
            .findFirst()
            .orElseThrow()
            .id();
    Path file = folder.resolve("run").resolve("trials").resolve(id).resolve("output.log");
    assertThat(file).isNotEmptyFile();
    assertThat(Files.size(file)).isLessThan(3L * BoundedFile.PART_BYTES);
    return Files.readString(file);
  }

  @Test
  void aClassPathThatWillNotDoIsNamed() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no jar");
    UserJar jar = UserJar.of(folder, Source.DEFAULT.text());
    Path noServices = jar.withoutServices().write(folder.resolve("no-services.jar"));
    Path noProvider = jar.without("Work.class").write(folder.resolve("no-provider.jar"));
    Path future = jar.ofTheFuture().write(folder.resolve("future.jar"));
    Path good = jar.write(folder.resolve("good.jar"));
    UserJar whole =
        UserJar.of(
            folder,
            Source.DEFAULT
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
    return Launched.lanemark(
        Stream.concat(
                Stream.of(
                    "run",
                    "--class-path",
                    jar.toString(),
                    "--in-flight",
                    "2",
                    "--forks",
                    "1",
                    "--output",
                    folder.resolve("run").toString()),
                Stream.of(options))
            .toArray(String[]::new));
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

  /// A provider called `Work`, with faults to be put in.
  ///
  /// @param name body of the method
  /// @param parameters body of the method
  /// @param create body of the method
  /// @param members further lines
  record Source(String name, String parameters, String create, List<String> members) {

    static final Source DEFAULT =
        new Source(
            "return \"my-work\";",
            "return List.of(new Parameter(\"size\", \"1\", \"size\"));",
            "return (Workload<Integer>) resources -> 1;",
            List.of());

    Source named(String body) {
      return new Source(body, parameters, create, members);
    }

    Source parameters(String body) {
      return new Source(name, body, create, members);
    }

    Source create(String body) {
      return new Source(name, parameters, body, members);
    }

    /// What the task does.
    Source run(String body) {
      return create("return (Workload<java.io.Serializable>) resources -> { " + body + " };");
    }

    Source with(String line) {
      return new Source(
          name, parameters, create, Stream.concat(members.stream(), Stream.of(line)).toList());
    }

    String text() {
      return """
      import io.lanemark.workload.*;
      import java.util.List;

      public class Work implements WorkloadProvider {
      %s
        public String name() { %s }
        public WorkloadKind kind() { return WorkloadKind.CPU; }
        public String description() { return "works"; }
        public List<Parameter> parameters() { %s }
        public Workload<?> create(Arguments arguments) { %s }
      }
      """
          .formatted(members.stream().collect(Collectors.joining("\n")), name, parameters, create);
    }
  }
}
