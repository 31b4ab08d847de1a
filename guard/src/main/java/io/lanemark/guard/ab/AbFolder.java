package io.lanemark.guard.ab;

import io.lanemark.results.BadResultsException;
import io.lanemark.results.JsonFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// An A/B run on disk:
///
///     ab.json                      the plan
///     trials/0007.json             what became of a trial
///     base/0007-Parser.parse.json  its scores, in JMH's own JSON; also candidate/ and ruler/
///
/// Every file is written beside its place and moved there whole, the scores before the trial: a run
/// killed at any moment leaves nothing half written, and at most a file of scores that no trial
/// names.
public final class AbFolder {

  private static final String PLAN_FILE = "ab.json";
  private static final String JSON = ".json";

  private final Path root;

  private AbFolder(Path root) {
    this.root = root;
  }

  /// Makes the folder of a new run, without its plan yet.
  ///
  /// @param root where; made where it does not exist
  /// @return the folder; one without a plan and without trials will do
  /// @throws FileAlreadyExistsException if something is there already
  /// @throws IOException if it cannot be written
  public static AbFolder create(Path root) throws IOException {
    AbFolder folder = new AbFolder(root);
    Files.createDirectories(root);
    if (holdsRun(root)) {
      throw new FileAlreadyExistsException(root.toString(), null, "holds an A/B run already");
    }
    for (Path each : folder.folders()) {
      Files.createDirectories(each);
      try (Stream<Path> entries = Files.list(each)) {
        if (entries.findAny().isPresent()) {
          throw new FileAlreadyExistsException(root.toString(), null, each + " is not empty");
        }
      }
    }
    return folder;
  }

  /// Takes back what [#create] made, for a run that cannot begin.
  ///
  /// @throws IOException if it cannot be deleted
  public void discard() throws IOException {
    for (Path each : folders()) {
      Files.deleteIfExists(each);
    }
  }

  /// Opens the folder of a run that was stopped.
  ///
  /// @param root where it is
  /// @return the folder
  /// @throws BadResultsException if there is no run in it
  public static AbFolder open(Path root) {
    if (!holdsRun(root)) {
      throw new BadResultsException(
          root, "no %s in it; expected a folder that 'ab' wrote".formatted(PLAN_FILE));
    }
    return new AbFolder(root);
  }

  /// Whether a folder is that of an A/B run.
  ///
  /// @param root any path
  /// @return whether there is a plan in it
  public static boolean holdsRun(Path root) {
    return Files.exists(root.resolve(PLAN_FILE));
  }

  /// Where it is.
  ///
  /// @return the folder
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
  public void begin(AbPlan plan) throws IOException {
    JsonFile.write(root.resolve(PLAN_FILE), plan);
  }

  /// Reads the plan.
  ///
  /// @return what was to be run
  /// @throws BadResultsException if it cannot be read, or is of a newer schema
  public AbPlan plan() {
    return JsonFile.read(root.resolve(PLAN_FILE), AbPlan.class);
  }

  /// Name of the file with the scores of a trial.
  ///
  /// @param number of the trial
  /// @param subject what it measures
  /// @return unique within the run
  public static String resultName(int number, Subject subject) {
    return "%04d-%s%s".formatted(number, subject.fileName(), JSON);
  }

  /// The scores of a trial.
  ///
  /// @param trial that has not failed
  /// @return the file
  public Path result(AbTrial trial) {
    return of(trial.lane()).resolve(trial.result());
  }

  /// Keeps the scores of a trial.
  ///
  /// @param scores what JMH wrote
  /// @param trial what it is of
  /// @throws IOException if it cannot be written
  public void publish(Path scores, AbTrial trial) throws IOException {
    Path file = result(trial);
    Path beside = file.resolveSibling("." + trial.result() + ".tmp");
    Files.copy(scores, beside);
    JsonFile.moveWhole(beside, file);
    publish(trial);
  }

  /// Keeps what became of a trial.
  ///
  /// @param trial one that failed, or of which the scores are there
  /// @throws IOException if it cannot be written
  public void publish(AbTrial trial) throws IOException {
    JsonFile.write(record(trial), trial);
  }

  /// Takes back what became of a trial, so that it can be run again.
  ///
  /// @param trial one that is over; its scores, if it has any, are left to [#deleteUnfinished]
  /// @throws IOException if it cannot be deleted
  public void retract(AbTrial trial) throws IOException {
    Files.delete(record(trial));
  }

  private Path record(AbTrial trial) {
    return trials().resolve("%04d%s".formatted(trial.number(), JSON));
  }

  /// Reads what became of the trials.
  ///
  /// @return those that are over, in the order in which they ran
  /// @throws BadResultsException if one cannot be read or is missing, or is of a newer schema
  public List<AbTrial> finishedTrials() {
    List<AbTrial> trials = new ArrayList<>();
    try (Stream<Path> entries = Files.list(trials())) {
      entries
          .filter(entry -> !isHidden(entry))
          .map(entry -> JsonFile.read(entry, AbTrial.class))
          .forEach(trials::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new BadResultsException(trials(), "no such folder; expected one file for each trial");
    } catch (IOException e) {
      throw BadResultsException.unreadable(trials(), e);
    }
    trials.sort(Comparator.comparingInt(AbTrial::number));
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i).number() != i + 1) {
        throw new BadResultsException(trials(), "trial %d is missing".formatted(i + 1));
      }
    }
    return List.copyOf(trials);
  }

  /// Deletes what no trial names. No process may run any.
  ///
  /// @param trials those that are over
  /// @throws IOException if it cannot be deleted
  public void deleteUnfinished(List<AbTrial> trials) throws IOException {
    Set<Path> kept = new HashSet<>();
    for (AbTrial trial : trials) {
      kept.add(record(trial));
      if (!trial.hasFailed()) {
        kept.add(result(trial));
      }
    }
    for (Path folder : folders()) {
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path entry : entries.toList()) {
          if (!kept.contains(entry)) {
            Files.delete(entry);
          }
        }
      }
    }
  }

  private static boolean isHidden(Path entry) {
    return entry.getFileName().toString().startsWith(".");
  }

  private Path trials() {
    return root.resolve("trials");
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      folders.add(of(lane));
    }
    folders.add(trials());
    return folders;
  }
}
