package io.lanemark.guard.baseline;

import io.lanemark.environment.DecisiveFacts;
import io.lanemark.environment.EnvironmentProbe;
import io.lanemark.environment.JavaProgram;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.guard.ab.JmhJar;
import io.lanemark.guard.ab.JmhOptions;
import io.lanemark.guard.ab.Subject;
import io.lanemark.guard.baseline.Baseline.Kind;
import io.lanemark.guard.input.RunNumber;
import io.lanemark.guard.input.SideReader;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Measured;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Environment;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be a baseline: results, or a jar that can be measured.
///
/// @param kind what it is
/// @param path where it is
/// @param environment where it was measured; empty if unknown
public record BaselineSource(Kind kind, Path path, Optional<Environment> environment) {

  private static final String JAR = ".jar";

  /// Identifies a baseline by its path.
  ///
  /// @param path of a results folder, of JMH's JSON, of a jar, or of a folder that 'baseline save'
  ///   wrote
  /// @return where the scores come from
  /// @throws BadResultsException if there is nothing, or what was saved is damaged
  public static BaselineSource of(Path path) {
    if (BaselineFolder.holdsBaseline(path)) {
      BaselineFolder folder = new BaselineFolder(path);
      Baseline kept = folder.baseline();
      return new BaselineSource(kept.kind(), folder.content(kept), Optional.of(kept.environment()));
    }
    if (!Files.exists(path)) {
      throw new BadResultsException(
          path, "no such file or folder; expected a results folder, JMH's JSON or a benchmark jar");
    }
    if (ResultsFolder.holdsRun(path)) {
      return new BaselineSource(
          Kind.RESULTS, path, Optional.of(ResultsFolder.open(path).run().environment()));
    }
    return new BaselineSource(
        path.toString().endsWith(JAR) ? Kind.JAR : Kind.SCORES, path, Optional.empty());
  }

  /// The name of a kind.
  ///
  /// @param kind of a baseline
  /// @return in words, as in "it is a results folder"
  public static String name(Kind kind) {
    return switch (kind) {
      case RESULTS -> "a results folder";
      case SCORES -> "JSON of JMH";
      case JAR -> "a benchmark jar";
    };
  }

  /// This machine, where something is measured now.
  ///
  /// @return its environment
  public static Environment thisMachine() {
    return EnvironmentProbe.read(Path.of(System.getProperty("java.home")), List.of());
  }

  /// The run of a results folder.
  ///
  /// @return empty for anything else
  public Optional<Run> run() {
    return kind == Kind.RESULTS ? Optional.of(ResultsFolder.open(path).run()) : Optional.empty();
  }

  /// Why the numbers of another source cannot be compared with those of this one.
  ///
  /// @param now results of the same kind; if they do not say where they were measured, that is this
  ///   machine
  /// @return the first fact that differs, with both values; empty if all are the same
  public Optional<String> differenceTo(BaselineSource now) {
    if (environment.isEmpty()) {
      return Optional.of(
          "the baseline does not say where it was measured; run 'baseline save' on that machine");
    }
    return DecisiveFacts.TO_COMPARE
        .change(environment.get(), now.environment().orElseGet(BaselineSource::thisMachine))
        .or(() -> DecisiveFacts.change("the Java of the forks", javas(), now.javas()))
        .or(() -> DecisiveFacts.change("the profile", profile(), now.profile()))
        .or(() -> DecisiveFacts.change("the memory budget", memoryBudget(), now.memoryBudget()));
  }

  /// The Java that JMH's JSON names; a results folder says more in its environment.
  private String javas() {
    return kind == Kind.SCORES ? String.join("; ", SideReader.javas(List.of(path))) : "";
  }

  private String profile() {
    return run().map(run -> run.request().profile()).orElse("");
  }

  private String memoryBudget() {
    return run()
        .flatMap(run -> run.scope().memoryBudget())
        .map(budget -> budget.bytes() + " bytes")
        .orElse("none");
  }

  /// What is in it, one line each.
  ///
  /// @return at least one
  /// @throws BadResultsException if it cannot be read, or is not finished
  /// @throws CommandException if it is not a benchmark jar
  /// @throws InterruptedException if interrupted; nothing is left running
  public List<String> cases() throws InterruptedException {
    if (kind == Kind.JAR) {
      return subjects().stream().map(Subject::shortText).distinct().toList();
    }
    refuseUnfinished();
    return SideReader.read(List.of(path), List.of(RunNumber.named(BenchmarkKey.SCORE)), _ -> true)
        .stream()
        .map(Measured::key)
        .sorted()
        .map(key -> key.shortName() + " " + key.details())
        .distinct()
        .toList();
  }

  private List<Subject> subjects() throws InterruptedException {
    try {
      return JmhJar.of(path, JavaProgram.of(Path.of(System.getProperty("java.home"))))
          .subjects(Path.of(System.getProperty("java.io.tmpdir")), new JmhOptions(List.of()));
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.DATA, String.valueOf(e.getMessage()));
    }
  }

  private void refuseUnfinished() {
    if (kind != Kind.RESULTS) {
      return;
    }
    ResultsFolder folder = ResultsFolder.open(path);
    int planned = folder.run().plan().size();
    int finished = folder.finishedTrials().size();
    if (finished < planned) {
      throw new BadResultsException(
          path,
          String.format(
              Locale.ROOT,
              "only %d of %d trials are finished; 'run --resume' continues the run",
              finished,
              planned));
    }
  }
}
