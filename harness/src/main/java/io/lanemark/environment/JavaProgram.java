package io.lanemark.environment;

import io.lanemark.program.ShortProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `java` of any version, as a program.
///
/// @param executable absolute path
/// @param version what it reports about itself: version, vendor and virtual machine
public record JavaProgram(Path executable, String version) {

  private static final Pattern SETTING = Pattern.compile("\\s+([a-z.]+) = (.*)");

  /// Starts it once to read its version.
  ///
  /// @param path of the program, or of the folder of its JDK
  /// @return the program
  /// @throws IllegalArgumentException if there is no such program
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static JavaProgram of(Path path) throws InterruptedException {
    Path executable =
        (Files.isDirectory(path) ? path.resolve("bin").resolve("java") : path).toAbsolutePath();
    if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
      throw new IllegalArgumentException(
          "'%s' is not a Java launcher: expected the path of java or the folder of a JDK"
              .formatted(path));
    }
    ShortProgram answer =
        ShortProgram.run(List.of(executable.toString(), "-XshowSettings:properties", "-version"));
    String version = setting(answer, "java.runtime.version");
    if (answer.exitCode() != 0 || version.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is not a Java launcher: it printed '%s' instead of its version"
              .formatted(path, answer.reason()));
    }
    return new JavaProgram(
        executable,
        "%s, %s, %s"
            .formatted(version, setting(answer, "java.vendor"), setting(answer, "java.vm.name")));
  }

  /// Settings go to standard error, and the logs of a JVM to standard output.
  private static String setting(ShortProgram answer, String name) {
    return answer.err().stream()
        .map(SETTING::matcher)
        .filter(Matcher::matches)
        .filter(setting -> setting.group(1).equals(name))
        .map(setting -> setting.group(2))
        .findFirst()
        .orElse("");
  }
}
