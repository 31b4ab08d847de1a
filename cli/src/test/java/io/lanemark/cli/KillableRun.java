package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.multiprocessing.Signal;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A run of the packaged jar that is killed and goes on, with a temporary folder of its own.
///
/// @param folder empty
/// @param options of the run, with a space between them
record KillableRun(Path folder, String options) {

  /// Which processes die of SIGKILL; all others have to notice.
  enum Victim {
    SUPERVISOR,
    HOST,
    BOTH
  }

  KillableRun {
    try {
      Files.createDirectories(temporary(folder));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path temporary(Path folder) {
    return folder.resolve("t");
  }

  Path temporary() {
    return temporary(folder);
  }

  Path results() {
    return folder.resolve("run");
  }

  /// Starts it, or goes on where it was killed.
  Process start() throws IOException {
    Stream<String> words =
        ResultsFolder.holdsRun(results())
            ? Stream.of("run", "--resume", results().toString())
            : Stream.concat(
                Stream.of("run", "--output", results().toString()), Stream.of(options.split(" ")));
    ProcessBuilder command =
        Launched.builder(
            folder.resolve("out"),
            folder.resolve("err"),
            Launched.words(temporary(), words.toArray(String[]::new)));
    return command.start();
  }

  /// Kills it, and waits until no process of it is left.
  void kill(Process supervisor, Victim victim) throws IOException, InterruptedException {
    List<ProcessHandle> victims = new ArrayList<>();
    if (victim != Victim.SUPERVISOR) {
      supervisor.children().forEach(victims::add);
    }
    if (victim != Victim.HOST || victims.isEmpty()) {
      victims.add(supervisor.toHandle());
    }
    Signal.KILL.sendTo(victims.toArray(ProcessHandle[]::new));
    supervisor.waitFor();
    new OwnProcesses(folder).awaitEnd();
  }

  List<String> processes() {
    return new OwnProcesses(folder).running();
  }

  /// Trials that are published, from the first moment on.
  List<Trial> finished() {
    return ResultsFolder.holdsRun(results())
        ? ResultsFolder.open(results()).finishedTrials()
        : List.of();
  }

  /// Waits until another trial is published.
  void awaitTrial(Process supervisor) throws InterruptedException {
    int before = finished().size();
    while (finished().size() == before) {
      if (supervisor.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            String.format(Locale.ROOT, "it ended with %d: %s", supervisor.exitValue(), errors()));
      }
    }
  }

  String errors() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> filesInResults() throws IOException {
    try (Stream<Path> entries = Files.list(results())) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  /// Every trial of the plan is there once, with a score unless it was not to run, and nothing
  /// else.
  void assertComplete() throws IOException {
    ResultsFolder opened = ResultsFolder.open(results());
    assertThat(finished()).extracting(Trial::planned).isEqualTo(opened.run().plan());
    assertThat(finished())
        .allMatch(
            trial ->
                trial.state() == Trial.State.DONE
                    || (trial.state() == Trial.State.NOT_RUN && mayBeLeftOut(trial.planned())));
    assertThat(filesInResults()).containsExactlyInAnyOrder("run.json", "jmh.json", "trials");
    try (Stream<Path> trials = Files.list(results().resolve("trials"))) {
      assertThat(trials).hasSameSizeAs(opened.run().plan());
    }
    assertThat(temporary()).isEmptyDirectory();
    assertThat(processes()).isEmpty();
  }

  /// What cannot run, or a W that the search need not try any more.
  private static boolean mayBeLeftOut(PlannedTrial planned) {
    return !planned.runs() || planned.role() == PlannedTrial.Role.SEARCH;
  }
}
