package io.lanemark.results;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the folders of all kinds of runs have in common: a file with the plan, without which a
/// folder holds no run; `trials`, with one entry for each trial; and further folders. An entry
/// whose name begins with a dot is not published yet.
///
/// @param planFile name of the file with the plan
/// @param command which command writes such a folder
/// @param otherFolders names of the folders next to `trials`
public record RunLayout(String planFile, String command, List<String> otherFolders) {

  /// Copies the list.
  public RunLayout {
    otherFolders = List.copyOf(otherFolders);
  }

  /// Creates the folder of a new run, without its plan yet.
  ///
  /// @param root the folder; created if missing, and may be that of a run killed before its plan
  /// @throws FileAlreadyExistsException if it holds a run, or something else where results go
  /// @throws IOException if it cannot be written
  public void create(Path root) throws IOException {
    Files.createDirectories(root);
    if (holdsRun(root)) {
      throw new FileAlreadyExistsException(root.toString(), null, "already holds a run");
    }
    for (Path folder : folders(root)) {
      Files.createDirectories(folder);
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new FileAlreadyExistsException(root.toString(), null, folder + " is not empty");
        }
      }
    }
  }

  /// Whether a folder holds a run.
  ///
  /// @param root any path
  /// @return whether there is a plan in it
  public boolean holdsRun(Path root) {
    return Files.exists(plan(root));
  }

  /// Refuses a folder that holds no run.
  ///
  /// @param root any path
  /// @throws BadResultsException if there is no plan in it
  public void requireRun(Path root) {
    if (!Files.exists(root)) {
      throw new BadResultsException(
          root, "no such folder; expected one that '%s' wrote".formatted(command));
    }
    if (!holdsRun(root)) {
      throw new BadResultsException(
          root, "no %s in it; expected a folder that '%s' wrote".formatted(planFile, command));
    }
  }

  /// Where the plan is.
  ///
  /// @param root of the run
  /// @return the file
  public Path plan(Path root) {
    return root.resolve(planFile);
  }

  /// Where the trials are.
  ///
  /// @param root of the run
  /// @return the folder `trials`
  public Path trials(Path root) {
    return root.resolve("trials");
  }

  /// All folders of a run.
  ///
  /// @param root of the run
  /// @return `trials`, and those next to it
  public List<Path> folders(Path root) {
    return Stream.concat(Stream.of(trials(root)), otherFolders.stream().map(root::resolve))
        .toList();
  }

  /// What was published in `trials`.
  ///
  /// @param root of the run
  /// @return files and folders, in any order
  /// @throws BadResultsException if `trials` is missing or cannot be read
  public List<Path> published(Path root) {
    Path trials = trials(root);
    try (Stream<Path> entries = Files.list(trials)) {
      return entries.filter(entry -> !entry.getFileName().toString().startsWith(".")).toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new BadResultsException(trials, "no such folder; expected one entry for each trial");
    } catch (IOException e) {
      throw BadResultsException.unreadable(trials, e);
    }
  }
}
