package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.lanemark.files.BoundedFile;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Users' own workloads that do something wrong while they are measured: the trial fails in one
/// line that says what, and the run continues.
class FaultyRunIT {

  private static final int MOST_LINES = 30;
  private static final int SOFTWARE = 70;

  @TempDir Path folder;

  static Stream<Arguments> faultsInRuns() {
    return Stream.of(
        argumentSet(
            "throws",
            WorkSource.DEFAULT.run("throw new IllegalStateException(\"out of luck\");"),
            "process",
            "the workload 'my-work': threw java.lang.IllegalStateException: out of luck at Work"),
        argumentSet(
            "throws in workers only",
            WorkSource.DEFAULT
                .with(WorkSource.IS_WORKER)
                .with("  static class Secret extends RuntimeException { Object o = new Object(); }")
                .run("if (isWorker()) throw new Secret(); return 1;"),
            "process",
            "the workload 'my-work': threw Work$Secret at Work"),
        argumentSet(
            "answers null",
            WorkSource.DEFAULT.run("return null;"),
            "virtual",
            "the workload 'my-work': returned null"),
        argumentSet(
            "no equals",
            WorkSource.DEFAULT.run("return new int[] {1};"),
            "virtual",
            "the workload 'my-work': its result of type int[] is not equal to a copy of itself"),
        argumentSet(
            "a result that does not serialise",
            WorkSource.DEFAULT
                .with("  record Answer(Thread by) implements java.io.Serializable {}")
                .run("return new Answer(Thread.currentThread());"),
            "platform",
            "the workload 'my-work': its result cannot be sent: java.lang.Thread is not"),
        argumentSet(
            "differs between JVMs",
            WorkSource.DEFAULT.run("return ProcessHandle.current().pid();"),
            "process",
            "the workload 'my-work': a task in JVM "),
        argumentSet(
            "changes afterwards",
            WorkSource.DEFAULT
                .with("  static final java.util.List<Integer> SEEN =")
                .with("      java.util.Collections.synchronizedList(new java.util.ArrayList<>());")
                .run("SEEN.add(1); return (java.io.Serializable) SEEN;"),
            "serial",
            "the workload 'my-work': a task in JVM 0 returned [1, 1"));
  }

  @ParameterizedTest
  @MethodSource("faultsInRuns")
  void aFaultInARunFailsTheTrial(WorkSource source, String model, String expected)
      throws Exception {
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
                WorkSource.DEFAULT
                    .with(WorkSource.IS_WORKER)
                    .with("  static Integer hang() {")
                    .with("    while (true) {")
                    .with("      try { Thread.sleep(1000); } catch (InterruptedException e) {}")
                    .with("    }")
                    .with("  }")
                    .run("return isWorker() ? hang() : 1;")
                    .text())
            .write(folder.resolve("work.jar"));

    Launched run = run(jar, "--model", "process,serial", "--stage-limit", "30s");

    run.assertOneLine(
        SOFTWARE,
        "1 of 2 trials failed",
        "the workload 'my-work': the warm-up took longer than its limit of 0:30 min; a task is at"
            + " Work.hang(Work.java:");
    assertThat(ResultsFolder.open(folder.resolve("run")).finishedTrials())
        .extracting(trial -> trial.planned().trialCase().model(), Trial::state)
        .containsExactlyInAnyOrder(
            tuple("serial", Trial.State.DONE), tuple("process", Trial.State.FAILED));
    new OwnProcesses(folder).awaitEnd();
  }

  /// What 24 workers would do cannot be measured with 13.
  @Test
  void aTrialWithFewerWorkersThanItSaysFails() throws Exception {
    Launched.script(
            "ulimit -n 120; lanemark run --workload sleep --model process --in-flight 24"
                + " --workers 24 --forks 1 --warmup-limit 500ms --peers none --output "
                + Launched.quoted(folder.resolve("run").toString()))
        .assertOneLine(SOFTWARE, "1 of 1 trials failed", "Too many open files");
  }

  /// The tear-down of the set-up's own task: `close` of a resource.
  @Test
  void aResourceThatNeverClosesFailsItsTrial() throws Exception {
    Path jar =
        UserJar.of(
                folder,
                WorkSource.DEFAULT
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
                WorkSource.DEFAULT
                    .with(WorkSource.IS_WORKER)
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

  private Launched run(Path jar, String... options) throws Exception {
    return UserJar.run(jar, folder.resolve("run"), options);
  }
}
