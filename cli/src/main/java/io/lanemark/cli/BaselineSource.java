package io.lanemark.cli;

import io.lanemark.ab.Subject;
import io.lanemark.baseline.Baseline.Kind;
import io.lanemark.benchmarks.jar.JmhJar;
import io.lanemark.benchmarks.jar.JmhOptions;
import io.lanemark.environment.JavaProgram;
import io.lanemark.reports.input.RunNumber;
import io.lanemark.reports.input.Side;
import io.lanemark.reports.regression.BenchmarkKey;
import io.lanemark.reports.regression.Measured;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What can be a baseline: results, or a jar that gives some.
///
/// @param kind what it is
/// @param path where it is
record BaselineSource(Kind kind, Path path) {

  private static final String JAR = ".jar";

  /// Tells what there is.
  ///
  /// @throws BadResultsException if there is nothing
  static BaselineSource of(Path path) {
    if (!Files.exists(path)) {
      throw new BadResultsException(
          path, "no such file or folder; expected a results folder, JMH's JSON or a benchmark jar");
    }
    if (ResultsFolder.holdsRun(path)) {
      return new BaselineSource(Kind.RESULTS, path);
    }
    return new BaselineSource(path.toString().endsWith(JAR) ? Kind.JAR : Kind.SCORES, path);
  }

  /// What a kind is called.
  static String name(Kind kind) {
    return switch (kind) {
      case RESULTS -> "results folder";
      case SCORES -> "JMH's JSON";
      case JAR -> "benchmark jar";
    };
  }

  /// The run of a results folder.
  ///
  /// @return empty for anything else
  Optional<Run> run() {
    return kind == Kind.RESULTS ? Optional.of(ResultsFolder.open(path).run()) : Optional.empty();
  }

  /// What is in it, one line each.
  ///
  /// @throws BadResultsException if it cannot be read, is not finished, or is no such jar
  List<String> cases() throws InterruptedException {
    if (kind == Kind.JAR) {
      return subjects().stream().map(Subject::shortText).distinct().toList();
    }
    refuseUnfinished();
    return Side.read(List.of(path), List.of(RunNumber.named(BenchmarkKey.SCORE)), _ -> true)
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
      throw new BadResultsException(path, String.valueOf(e.getMessage()));
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
          "only %d of %d trials are there; 'run --resume' goes on with it"
              .formatted(finished, planned));
    }
  }
}
