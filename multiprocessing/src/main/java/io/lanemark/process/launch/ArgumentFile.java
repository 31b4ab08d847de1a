package io.lanemark.process.launch;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A file from which the `java` launcher takes words of its command line: Linux limits one word to
/// 128 KiB, which a long class path exceeds.
///
/// The JVM that was started with it deletes it first of all; its parent deletes it if that JVM does
/// not get so far.
public final class ArgumentFile {
  /// A command line of fewer bytes has no need of a file on any system.
  private static final int SHORT_BYTES = 96 * 1024;

  private static final String PROPERTY = "lanemark.argument-file";

  private final Path path;

  private ArgumentFile(Path path) {
    this.path = path;
  }

  /// Whether a command line with these words may be too long.
  static boolean isNeededFor(List<String> words) {
    return words.stream().mapToLong(ArgumentFile::bytes).sum() > SHORT_BYTES;
  }

  private static long bytes(String word) {
    return word.getBytes(PassedText.CHARSET).length;
  }

  /// Writes a file that only this user can read.
  static ArgumentFile of(List<String> words) throws IOException {
    Path path =
        Files.createTempFile(
            Path.of(System.getProperty("java.io.tmpdir")), "lanemark-arguments-", "");
    List<String> all = new ArrayList<>(words);
    all.add("-D%s=%s".formatted(PROPERTY, path));
    Charset charset = PassedText.CHARSET;
    Files.write(
        path,
        all.stream().map(ArgumentFile::quoted).collect(Collectors.joining("\n")).getBytes(charset));
    return new ArgumentFile(path);
  }

  /// A word by the rules of the launcher: in quotes, a backslash begins an escape.
  static String quoted(String word) {
    return '"'
        + word.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
            .replace("\f", "\\f")
        + '"';
  }

  /// What stands for the words on a command line.
  String word() {
    return "@" + path;
  }

  /// Deletes the file, if the other side has not done so.
  void delete() {
    // If it cannot be deleted, the other side has done so, or the folder is gone.
    boolean _ = path.toFile().delete();
  }

  /// Deletes the file with which this JVM was started, if it was.
  public static void deleteOfThisJvm() {
    String path = System.clearProperty(PROPERTY);
    if (path != null) {
      new ArgumentFile(Path.of(path)).delete();
    }
  }
}
