package io.lanemark.guard.baseline;

import io.lanemark.environment.CodeHash;
import io.lanemark.files.FileTree;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A baseline on disk: `baseline.json`, and a folder with what it names.
///
/// The new content is complete, next to the old one, before `baseline.json` is replaced in one
/// step. A reader sees either the old or the new one. A process that is killed at any moment leaves
/// at most a folder that `baseline.json` does not name; the next process deletes it.
///
/// @param root where it is
public record BaselineFolder(Path root) {

  private static final String FILE = "baseline.json";
  private static final String UNFINISHED_PREFIX = ".unfinished-";

  /// What this class creates; it leaves everything else in the folder alone.
  private static final Pattern OWN = Pattern.compile("(?:\\.unfinished-)?\\d{8}-\\d{6}-\\d{3}");

  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// Whether a folder is that of a baseline.
  ///
  /// @param root any path
  /// @return whether there is a `baseline.json` in it
  public static boolean holdsBaseline(Path root) {
    return Files.exists(root.resolve(FILE));
  }

  /// Reads what was saved.
  ///
  /// @return the content of `baseline.json`
  /// @throws BadResultsException if it cannot be read, or is of a newer schema
  public Baseline baseline() {
    return JsonFile.read(root.resolve(FILE), Baseline.class);
  }

  /// Where the saved content is.
  ///
  /// @param baseline what [#baseline] answered
  /// @return a file or a folder
  /// @throws BadResultsException if it is missing or has changed since
  public Path content(Baseline baseline) {
    Path content = root.resolve(baseline.content()).normalize();
    if (!content.startsWith(root.normalize()) || !Files.exists(content)) {
      throw new BadResultsException(content, "no such file or folder; save the baseline again");
    }
    if (!CodeHash.of(content).equals(baseline.code())) {
      throw new BadResultsException(content, "changed since it was saved; save the baseline again");
    }
    return content;
  }

  /// Saves something in place of what was saved before. Only one process at a time may do so.
  ///
  /// @param source a file or a folder; copied without hidden files
  /// @param kept its description; its place and its hash are filled in
  /// @return the description of what is saved now
  /// @throws IOException if it cannot be read or written; what was saved before is then unchanged
  public Baseline keep(Path source, Baseline kept) throws IOException {
    Files.createDirectories(root);
    String version = VERSION.format(kept.savedAt());
    Path unfinished = root.resolve(UNFINISHED_PREFIX + version);
    String name = String.valueOf(source.toAbsolutePath().normalize().getFileName());
    try {
      new FileTree(source).copyTo(Files.createDirectory(unfinished).resolve(name));
      String code = CodeHash.of(unfinished.resolve(name));
      Files.move(unfinished, root.resolve(version), StandardCopyOption.ATOMIC_MOVE);
      Baseline baseline = kept.at(version + "/" + name, code);
      JsonFile.write(root.resolve(FILE), baseline);
      deleteAllBut(version);
      return baseline;
    } finally {
      new FileTree(unfinished).delete();
    }
  }

  private void deleteAllBut(String version) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (OWN.matcher(name).matches() && !name.equals(version)) {
          new FileTree(entry).delete();
        }
      }
    }
  }
}
