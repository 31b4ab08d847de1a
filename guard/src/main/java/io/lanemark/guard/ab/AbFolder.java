package io.lanemark.guard.ab;

import io.lanemark.results.BadResultsException;
import io.lanemark.results.JsonFile;
import io.lanemark.results.RunLayout;
import io.lanemark.results.TrialFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// An A/B run on disk:
///
///     ab.json                      the plan
///     trials/0007.json             what became of a trial
///     base/0007-Parser.parse.json  its scores, in JMH's own JSON; also candidate/ and ruler/
///
/// Every file is written under a temporary name and then renamed, the scores before the trial: a
/// run killed at any moment leaves nothing half written, and at most a file of scores that no trial
/// names.
public final class AbFolder implements TrialFolder<AbTrial> {

  private static final RunLayout LAYOUT =
      new RunLayout("ab.json", "ab", Stream.of(Lane.values()).map(Lane::label).toList());
  private static final String JSON = ".json";

  private final Path root;

  private AbFolder(Path root) {
    this.root = root;
  }

  /// Creates the folder of a new run, without its plan yet.
  ///
  /// @param root where; created if missing
  /// @return the folder
  /// @throws FileAlreadyExistsException if something is there already
  /// @throws IOException if it cannot be written
  static AbFolder create(Path root) throws IOException {
    LAYOUT.create(root);
    return new AbFolder(root);
  }

  /// Opens the folder of a run that was started at some time.
  ///
  /// @param root where it is
  /// @return the folder
  /// @throws BadResultsException if there is no run in it
  public static AbFolder open(Path root) {
    LAYOUT.requireRun(root);
    return new AbFolder(root);
  }

  /// Whether a folder is that of an A/B run.
  ///
  /// @param root any path
  /// @return whether there is a plan in it
  public static boolean holdsRun(Path root) {
    return LAYOUT.holdsRun(root);
  }

  @Override
  public Path root() {
    return root;
  }

  /// The folder of a lane, which holds nothing but JMH's JSON.
  ///
  /// @param lane a side, or the ruler
  /// @return where its scores go
  public Path of(Lane lane) {
    return root.resolve(lane.label());
  }

  /// Writes the plan, before the first trial.
  ///
  /// @param plan what is to be run
  /// @throws IOException if it cannot be written
  void begin(AbPlan plan) throws IOException {
    JsonFile.write(LAYOUT.plan(root), plan);
  }

  /// Reads the plan.
  ///
  /// @return what was to be run
  /// @throws BadResultsException if it cannot be read, or is of a newer schema
  public AbPlan plan() {
    return JsonFile.read(LAYOUT.plan(root), AbPlan.class);
  }

  /// Name of the file with the scores of a trial.
  ///
  /// @param number of the trial
  /// @param subject what it measures
  /// @return unique within the run
  static String resultName(int number, Subject subject) {
    return String.format(Locale.ROOT, "%04d-%s%s", number, subject.fileName(), JSON);
  }

  /// The scores of a trial.
  ///
  /// @param trial that has not failed
  /// @return the file
  Path result(AbTrial trial) {
    return of(trial.lane()).resolve(trial.result());
  }

  /// Keeps the scores of a trial.
  ///
  /// @param scores what JMH wrote
  /// @param trial what it is of
  /// @throws IOException if it cannot be written
  void publish(Path scores, AbTrial trial) throws IOException {
    Path file = result(trial);
    Path temporary = file.resolveSibling("." + trial.result() + ".tmp");
    Files.copy(scores, temporary);
    JsonFile.moveWhole(temporary, file);
    publish(trial);
  }

  /// Keeps what became of a trial.
  ///
  /// @param trial one that failed, or whose scores were published
  /// @throws IOException if it cannot be written
  void publish(AbTrial trial) throws IOException {
    JsonFile.write(record(trial), trial);
  }

  /// Leaves its scores, if it has any, to [#deleteUnfinished].
  @Override
  public void retract(AbTrial trial) throws IOException {
    Files.delete(record(trial));
  }

  private Path record(AbTrial trial) {
    return LAYOUT.trials(root).resolve(String.format(Locale.ROOT, "%04d%s", trial.number(), JSON));
  }

  /// Refuses a folder in which one of them is missing.
  @Override
  public List<AbTrial> finishedTrials() {
    List<AbTrial> trials =
        LAYOUT.published(root).stream()
            .map(entry -> JsonFile.read(entry, AbTrial.class))
            .sorted(Comparator.comparingInt(AbTrial::number))
            .toList();
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i).number() != i + 1) {
        throw new BadResultsException(
            LAYOUT.trials(root), String.format(Locale.ROOT, "trial %d is missing", i + 1));
      }
    }
    return trials;
  }

  @Override
  public void deleteUnfinished() throws IOException {
    Set<Path> kept = new HashSet<>();
    for (AbTrial trial : finishedTrials()) {
      kept.add(record(trial));
      if (!trial.hasFailed()) {
        kept.add(result(trial));
      }
    }
    for (Path folder : LAYOUT.folders(root)) {
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path entry : entries.toList()) {
          if (!kept.contains(entry)) {
            Files.delete(entry);
          }
        }
      }
    }
  }
}
