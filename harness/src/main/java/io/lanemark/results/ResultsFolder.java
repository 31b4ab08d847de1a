package io.lanemark.results;

import io.lanemark.files.FileTree;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A run on disk: `run.json`, and a folder for each finished trial with `trial.json` and
/// `latency.hlog`.
///
/// Every file is written beside its place and moved there whole, so that a run killed at any moment
/// leaves nothing half written under a name that a reader looks at.
public final class ResultsFolder {

  private static final String RUN_FILE = "run.json";
  private static final String TRIAL_FILE = "trial.json";
  private static final String UNFINISHED_PREFIX = ".unfinished-";
  private static final String RESERVE_FILE = ".reserve";

  /// More than a trial without a score takes.
  private static final int RESERVE_BYTES = 1 << 20;

  private final Path root;

  private ResultsFolder(Path root) {
    this.root = root;
  }

  /// Makes the folder of a new run, without `run.json` yet.
  ///
  /// @param root where; made where it does not exist
  /// @return the folder; that of a run which was killed before its `run.json` will do
  /// @throws FileAlreadyExistsException if a run is there already, or a file where its trials go
  /// @throws IOException if it cannot be written
  public static ResultsFolder create(Path root) throws IOException {
    ResultsFolder folder = new ResultsFolder(root);
    Files.createDirectories(root);
    Path trials = folder.trials();
    if (holdsRun(root) || !isFree(trials)) {
      throw new FileAlreadyExistsException(root.toString(), null, "holds a run already");
    }
    Files.createDirectories(trials);
    return folder;
  }

  /// Nothing there, or an empty folder of a run that was killed before its first trial.
  private static boolean isFree(Path trials) throws IOException {
    if (!Files.isDirectory(trials)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(trials)) {
      return entries.findAny().isEmpty();
    }
  }

  /// Takes back what [#create] made, for a run that cannot begin.
  ///
  /// @throws IOException if it cannot be deleted
  public void discard() throws IOException {
    Files.delete(trials());
  }

  /// Opens the folder of a run that was started at some time.
  ///
  /// @param root where it is
  /// @return the folder
  /// @throws BadResultsException if there is no such folder
  public static ResultsFolder open(Path root) {
    if (!Files.exists(root)) {
      throw new BadResultsException(root, "no such folder; expected one that 'run' wrote");
    }
    if (!holdsRun(root)) {
      throw new BadResultsException(
          root, "no " + RUN_FILE + " in it; expected a folder that 'run' wrote");
    }
    return new ResultsFolder(root);
  }

  /// Whether a folder is that of a run.
  ///
  /// @param root any path
  /// @return whether there is a `run.json`
  public static boolean holdsRun(Path root) {
    return Files.exists(root.resolve(RUN_FILE));
  }

  /// Where it is.
  ///
  /// @return the folder
  public Path root() {
    return root;
  }

  /// Writes `run.json`, before the first trial, and when the run goes on after it was stopped.
  ///
  /// @param run what is to be run
  /// @throws IOException if it cannot be written
  public void begin(Run run) throws IOException {
    JsonFile.write(root.resolve(RUN_FILE), run);
  }

  /// Reads what was to be run.
  ///
  /// @return the content of `run.json`
  /// @throws BadResultsException if it cannot be read, or is of a newer schema
  public Run run() {
    return JsonFile.read(root.resolve(RUN_FILE), Run.class);
  }

  /// Reads all finished trials.
  ///
  /// @return those that are there, in the order in which they ran
  /// @throws BadResultsException if one cannot be read, or is of a newer schema
  public List<Trial> finishedTrials() {
    List<Trial> finished = new ArrayList<>();
    try (Stream<Path> entries = Files.list(trials())) {
      entries
          .filter(entry -> Files.isDirectory(entry))
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .map(ResultsFolder::readTrial)
          .forEach(finished::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new BadResultsException(trials(), "no such folder; expected one folder for each trial");
    } catch (IOException e) {
      throw BadResultsException.unreadable(trials(), e);
    }
    finished.sort(Comparator.comparingInt(Trial::position));
    return List.copyOf(finished);
  }

  /// A folder that was copied or renamed would count twice.
  private static Trial readTrial(Path folder) {
    Path file = folder.resolve(TRIAL_FILE);
    Trial trial = JsonFile.read(file, Trial.class);
    if (!folder.getFileName().toString().equals(trial.planned().id())) {
      throw new BadResultsException(
          file, "is of the trial '%s', not of its folder".formatted(trial.planned().id()));
    }
    return trial;
  }

  /// The latency log of a finished trial.
  ///
  /// @param trialId name of the trial
  /// @return the file, which a trial without a score does not have
  public Path latencyLog(String trialId) {
    return trials().resolve(trialId).resolve(LatencyLog.FILE_NAME);
  }

  /// Makes the folder that a trial works in until it is published.
  ///
  /// @param trialId name of the trial
  /// @return an empty folder
  /// @throws IOException if it cannot be made
  public Path beginTrial(String trialId) throws IOException {
    return Files.createDirectory(trials().resolve(UNFINISHED_PREFIX + trialId));
  }

  /// Gives the folder of a trial its name, whole.
  ///
  /// @param working what [#beginTrial] answered
  /// @param trial what became of it
  /// @throws IOException if it cannot be written; also where the trial failed and nothing more can
  ///   be written, which is then the reason
  public void publish(Path working, Trial trial) throws IOException {
    if (trial.state() == Trial.State.FAILED) {
      refuseFullDisk();
    }
    JsonFile.write(working.resolve(TRIAL_FILE), trial);
    Files.move(working, trials().resolve(trial.planned().id()), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Takes back a published trial, so that it can be run again.
  ///
  /// @param trialId name of the trial
  /// @throws IOException if it cannot be deleted
  public void retract(String trialId) throws IOException {
    Path unfinished = trials().resolve(UNFINISHED_PREFIX + trialId);
    Files.move(trials().resolve(trialId), unfinished, StandardCopyOption.ATOMIC_MOVE);
    new FileTree(unfinished).delete();
  }

  /// Deletes what trials left that were not published. No process may run any.
  ///
  /// @throws IOException if it cannot be deleted
  public void deleteUnfinished() throws IOException {
    try (Stream<Path> entries = Files.list(trials())) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().startsWith(UNFINISHED_PREFIX)) {
          new FileTree(entry).delete();
        }
      }
    }
    Files.deleteIfExists(root.resolve(RESERVE_FILE));
  }

  /// A full disk fails one trial after the other, each for a reason of its own.
  private void refuseFullDisk() throws IOException {
    Path reserve = root.resolve(RESERVE_FILE);
    try {
      Files.write(reserve, new byte[RESERVE_BYTES]);
    } finally {
      Files.deleteIfExists(reserve);
    }
  }

  private Path trials() {
    return root.resolve("trials");
  }
}
