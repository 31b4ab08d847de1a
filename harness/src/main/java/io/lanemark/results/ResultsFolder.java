package io.lanemark.results;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A run on disk: `run.json`, and a folder for each finished trial with `trial.json` and
/// `latency.hlog`.
///
/// Every file is written beside its place and moved there whole, so that a run killed at any moment
/// leaves nothing half written under a name that a reader looks at.
public final class ResultsFolder {

  private static final String RUN_FILE = "run.json";
  private static final String TRIAL_FILE = "trial.json";
  private static final String UNFINISHED_PREFIX = ".unfinished-";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path root;

  private ResultsFolder(Path root) {
    this.root = root;
  }

  /// Makes the folder of a new run, without `run.json` yet.
  ///
  /// @param root where; made where it does not exist
  /// @return the folder
  /// @throws FileAlreadyExistsException if a run is there already
  /// @throws IOException if it cannot be written
  public static ResultsFolder create(Path root) throws IOException {
    ResultsFolder folder = new ResultsFolder(root);
    Files.createDirectories(root);
    try {
      if (Files.exists(root.resolve(RUN_FILE))) {
        throw new FileAlreadyExistsException(root.toString());
      }
      Files.createDirectory(folder.trials());
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(root.toString(), null, "holds a run already");
    }
    return folder;
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
    if (!Files.exists(root.resolve(RUN_FILE))) {
      throw new BadResultsException(
          root, "no " + RUN_FILE + " in it; expected a folder that 'run' wrote");
    }
    return new ResultsFolder(root);
  }

  /// Where it is.
  ///
  /// @return the folder
  public Path root() {
    return root;
  }

  /// Writes `run.json`, before the first trial.
  ///
  /// @param run what is to be run
  /// @throws IOException if it cannot be written
  public void begin(Run run) throws IOException {
    write(root.resolve(RUN_FILE), run);
  }

  /// Reads what was to be run.
  ///
  /// @return the content of `run.json`
  /// @throws BadResultsException if it cannot be read, or is of a newer schema
  public Run run() {
    return read(root.resolve(RUN_FILE), Run.class);
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
          .map(entry -> read(entry.resolve(TRIAL_FILE), Trial.class))
          .forEach(finished::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new BadResultsException(trials(), "no such folder; expected one folder for each trial");
    } catch (IOException e) {
      throw new BadResultsException(trials(), "cannot be read: " + e.getMessage());
    }
    finished.sort(Comparator.comparingInt(Trial::position));
    return List.copyOf(finished);
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
  /// @throws IOException if it cannot be written
  public void publish(Path working, Trial trial) throws IOException {
    write(working.resolve(TRIAL_FILE), trial);
    Files.move(working, trials().resolve(trial.planned().id()), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path trials() {
    return root.resolve("trials");
  }

  private void write(Path file, Object content) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.writeString(beside, JSON.writeValueAsString(content) + "\n");
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, file);
    }
  }

  private static <T> T read(Path file, Class<T> type) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new BadResultsException(file, "no such file");
    } catch (IOException e) {
      throw new BadResultsException(file, "cannot be read: " + e.getMessage());
    }
    try {
      int version = JSON.readTree(text).path("schemaVersion").asInt(0);
      if (version > Run.SCHEMA_VERSION) {
        throw new BadResultsException(
            file,
            "schema version %d is newer than %d, the newest that this Lanemark reads"
                .formatted(version, Run.SCHEMA_VERSION));
      }
      if (version < 1) {
        throw new BadResultsException(
            file, "no schemaVersion; expected 1 to " + Run.SCHEMA_VERSION);
      }
      return JSON.readValue(text, type);
    } catch (JacksonException e) {
      throw new BadResultsException(file, "not the JSON expected: " + e.getOriginalMessage());
    }
  }
}
