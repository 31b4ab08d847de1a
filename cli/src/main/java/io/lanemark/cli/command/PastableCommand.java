package io.lanemark.cli.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A command line of Lanemark that a user can paste into a POSIX shell, in the folder where this
/// process was started: with `scripts/lanemark` if its jar lies in a checkout, otherwise with `java
/// -jar`.
///
/// @param program what starts this Lanemark
/// @param arguments of Lanemark
record PastableCommand(List<String> program, List<String> arguments) {

  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
  private static final Path SCRIPT_FROM_JAR = Path.of("../../scripts/lanemark");

  /// The command line that starts this Lanemark with other arguments.
  ///
  /// @param arguments of Lanemark
  static PastableCommand of(String... arguments) {
    Path jar = Path.of(ownEntry(System.getProperty("java.class.path")));
    return new PastableCommand(program(jar.toAbsolutePath().normalize()), List.of(arguments));
  }

  /// The first entry of a class path: `--class-path` adds others.
  static String ownEntry(String classPath) {
    return classPath.split(Pattern.quote(File.pathSeparator), 2)[0];
  }

  /// What starts a jar.
  static List<String> program(Path jar) {
    Path script = jar.resolveSibling(SCRIPT_FROM_JAR).normalize();
    return Files.isExecutable(script)
        ? List.of(shortened(script).toString())
        : List.of(java(), "-jar", jar.toString());
  }

  static Path shortened(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }

  /// The path of the `java` that runs this process; just `java` if a shell finds the same one.
  private static String java() {
    Path own = Path.of(System.getProperty("java.home"), "bin", "java");
    String path = System.getenv().getOrDefault("PATH", "");
    boolean isFound =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "java"))
            .filter(Files::isExecutable)
            .findFirst()
            .filter(first -> isSame(first, own))
            .isPresent();
    return isFound ? "java" : own.toString();
  }

  private static boolean isSame(Path first, Path second) {
    try {
      return Files.isSameFile(first, second);
    } catch (IOException e) {
      return false;
    }
  }

  /// The command line that resumes a run.
  ///
  /// @param command that began the run
  /// @param root folder of the run
  static PastableCommand resuming(String command, Path root) {
    return of(command, "--resume", root.toAbsolutePath().toString());
  }

  /// The command line, quoted for a shell.
  @Override
  public String toString() {
    return Stream.concat(program.stream(), arguments.stream())
        .map(PastableCommand::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
