package io.lanemark.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/// The path of a jar, perhaps with wildcards.
///
/// @param text as it was given
/// @param matcher what it matches
record JarPattern(String text, PathMatcher matcher) {

  private static final String ANYWHERE = "**/";

  /// Reads a pattern.
  ///
  /// @throws IllegalArgumentException if it is none
  static JarPattern of(String text) {
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
          "--jar '%s' is no pattern: %s".formatted(pattern, e.getDescription()), e);
    }
  }

  /// The file that it matches.
  ///
  /// @return empty where there is none
  /// @throws IllegalArgumentException if there are several
  Optional<Path> find(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(folder, new Search(folder, found));
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "--jar '%s' matches %d files, among them %s and %s; expected one"
              .formatted(
                  text,
                  found.size(),
                  folder.relativize(found.get(0)),
                  folder.relativize(found.get(1))));
    }
    return found.stream().findFirst();
  }

  private final class Search extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Path> found;

    Search(Path folder, List<Path> found) {
      this.folder = folder;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) {
      return entry.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (matcher.matches(folder.relativize(file))) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
