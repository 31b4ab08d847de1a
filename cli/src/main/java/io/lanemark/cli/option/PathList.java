package io.lanemark.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/// Paths with commas between them. A path may have commas itself: whatever exists is taken as it
/// is, the longest first.
///
/// @param paths at least one
public record PathList(List<Path> paths) {

  private static final String COMMA = ",";

  /// Copies the list.
  public PathList {
    paths = List.copyOf(paths);
  }

  /// Reads paths.
  ///
  /// @param text one path, or several with commas between them
  /// @return the paths; what does not exist ends at its first comma
  public static PathList of(String text) {
    List<Path> paths = new ArrayList<>();
    List<String> left = Arrays.asList(text.split(COMMA));
    if (left.isEmpty()) {
      throw PathConverter.isEmpty(text);
    }
    while (!left.isEmpty()) {
      int length = lengthOfFirst(left);
      paths.add(first(left, length));
      left = left.subList(length, left.size());
    }
    return new PathList(paths);
  }

  private static int lengthOfFirst(List<String> parts) {
    for (int length = parts.size(); length > 1; length--) {
      if (Files.exists(first(parts, length))) {
        return length;
      }
    }
    return 1;
  }

  private static Path first(List<String> parts, int length) {
    return PathConverter.parsed(String.join(COMMA, parts.subList(0, length)));
  }

  /// All paths of several lists.
  ///
  /// @param lists in order
  /// @return their paths in that order
  public static List<Path> all(List<PathList> lists) {
    return lists.stream().flatMap(list -> list.paths().stream()).toList();
  }

  /// For picocli.
  public static final class Converter implements ITypeConverter<PathList> {
    /// For picocli.
    public Converter() {}

    @Override
    public PathList convert(String value) {
      return of(value);
    }
  }
}
