package io.lanemark.results;

import io.lanemark.files.FileTree;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A run on disk: `run.json`, and a folder for each finished trial with `trial.json` and
/// `latency.hlog`.
///
/// Every file is written under a temporary name and then renamed, so that a run killed at any
/// moment leaves nothing half written under a name that a reader looks at.
public final class ResultsFolder implements TrialFolder<Trial> {

  private static final RunLayout LAYOUT = new RunLayout("run.json", "run", List.of());
  private static final String TRIAL_FILE = "trial.json";
  private static final String UNFINISHED_PREFIX = ".unfinished-";
  private static final String RESERVE_FILE = ".reserve";

  /// More than the files of a failed trial need.
  private static final int RESERVE_BYTES = 1 << 20;

  private final Path root;

  private ResultsFolder(Path root) {
    this.root = root;
  }

  /// Creates the folder of a new run, without `run.json` yet.
  ///
  /// @param root the folder; created if missing, and may be that of a run killed before its
  ///   `run.json`
  /// @return the folder
  /// @throws FileAlreadyExistsException if a run is there already, or a file where its trials go
  /// @throws IOException if it cannot be written
  public static ResultsFolder create(Path root) throws IOException {
    LAYOUT.create(root);
    return new ResultsFolder(root);
  }

  /// Deletes what [#create] created inside the folder, because the run cannot begin.
  ///
  /// @throws IOException if it cannot be deleted
  public void discard() throws IOException {
    Files.delete(trials());
  }

  /// Opens the folder of a run that was started at some time.
  ///
  /// @param root where it is
  /// @return the folder
  /// @throws BadResultsException if there is no run in it
  public static ResultsFolder open(Path root) {
    LAYOUT.requireRun(root);
    return new ResultsFolder(root);
  }

  /// Whether a folder is that of a run.
  ///
  /// @param root any path
  /// @return whether there is a `run.json`
  public static boolean holdsRun(Path root) {
    return LAYOUT.holdsRun(root);
  }

  @Override
  public Path root() {
    return root;
  }

  /// Writes `run.json`, before the first trial, and again when a stopped run is resumed.
  ///
  /// @param run what is to be run
  /// @throws IOException if it cannot be written
  public void begin(Run run) throws IOException {
    JsonFile.write(LAYOUT.plan(root), run);
  }

  /// Reads what was to be run.
  ///
  /// @return the content of `run.json`
  /// @throws BadResultsException if it cannot be read, or is of a newer schema
  public Run run() {
    return JsonFile.read(LAYOUT.plan(root), Run.class);
  }

  @Override
  public List<Trial> finishedTrials() {
    return LAYOUT.published(root).stream()
        .filter(entry -> Files.isDirectory(entry))
        .map(ResultsFolder::readTrial)
        .sorted(Comparator.comparingInt(Trial::position))
        .toList();
  }

  /// A folder that was copied or renamed would count twice.
  private static Trial readTrial(Path folder) {
    Path file = folder.resolve(TRIAL_FILE);
    Trial trial = JsonFile.read(file, Trial.class);
    if (!folder.getFileName().toString().equals(trial.planned().id())) {
      throw new BadResultsException(
          file, "belongs to the trial '%s', not to this folder".formatted(trial.planned().id()));
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

  /// Creates the folder that a trial works in until it is published.
  ///
  /// @param trialId name of the trial
  /// @return an empty folder
  /// @throws IOException if it cannot be created
  public Path beginTrial(String trialId) throws IOException {
    return Files.createDirectory(trials().resolve(UNFINISHED_PREFIX + trialId));
  }

  /// Publishes a trial: gives its complete folder its final name.
  ///
  /// @param working what [#beginTrial] returned
  /// @param trial what became of it
  /// @throws IOException if it cannot be written; also if the trial failed and nothing more can be
  ///   written, which is then the reason
  public void publish(Path working, Trial trial) throws IOException {
    if (trial.state() == Trial.State.FAILED) {
      refuseFullDisk();
    }
    JsonFile.write(working.resolve(TRIAL_FILE), trial);
    Files.move(working, trials().resolve(trial.planned().id()), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void retract(Trial trial) throws IOException {
    String id = trial.planned().id();
    Path unfinished = trials().resolve(UNFINISHED_PREFIX + id);
    Files.move(trials().resolve(id), unfinished, StandardCopyOption.ATOMIC_MOVE);
    new FileTree(unfinished).delete();
  }

  @Override
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

  /// On a full disk one trial after the other would fail, each with a different message.
  private void refuseFullDisk() throws IOException {
    Path reserve = root.resolve(RESERVE_FILE);
    try {
      Files.write(reserve, new byte[RESERVE_BYTES]);
    } finally {
      Files.deleteIfExists(reserve);
    }
  }

  private Path trials() {
    return LAYOUT.trials(root);
  }
}
