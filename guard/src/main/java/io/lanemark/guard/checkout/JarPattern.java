package io.lanemark.guard.checkout;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The path of a jar, perhaps with wildcards.
///
/// @param text as it was given
/// @param matcher what it matches
public record JarPattern(String text, PathMatcher matcher) {

  private static final String ANYWHERE = "**/";

  /// Reads a pattern.
  ///
  /// @param text with wildcards
  /// @return the pattern
  /// @throws IllegalArgumentException if it is invalid
  public static JarPattern of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "--jar is empty: name the jar that the build writes, such as target/benchmarks.jar");
    }
    String plain = text.startsWith("./") ? text.substring(2) : text;
    PathMatcher below = glob(plain);
    if (!plain.startsWith(ANYWHERE)) {
      return new JarPattern(text, below);
    }
    // Two stars stand for no folder as well.
    PathMatcher here = glob(plain.substring(ANYWHERE.length()));
    return new JarPattern(text, path -> here.matches(path) || below.matches(path));
  }

  private static PathMatcher glob(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "--jar '%s' is not a valid pattern: %s".formatted(pattern, e.getDescription()), e);
    }
  }

  /// Shows whether a file was written.
  ///
  /// @param modified when it was, last
  /// @param bytes its size
  /// @param identity of the file; null if the file system has none
  record Stamp(FileTime modified, long bytes, @Nullable Object identity) {

    private static Stamp of(BasicFileAttributes file) {
      return new Stamp(file.lastModifiedTime(), file.size(), file.fileKey());
    }
  }

  /// The files that it matches, as they are now; of a link, the file that it leads to.
  SortedMap<Path, Stamp> find(Path folder) throws IOException {
    SortedMap<Path, Stamp> found = new TreeMap<>();
    Files.walkFileTree(folder, new Search(folder, found));
    return found;
  }

  private final class Search extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final SortedMap<Path, Stamp> found;

    Search(Path folder, SortedMap<Path, Stamp> found) {
      this.folder = folder;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) {
      return entry.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (matcher.matches(folder.relativize(file)) && Files.exists(file)) {
        found.put(file, Stamp.of(Files.readAttributes(file, BasicFileAttributes.class)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
