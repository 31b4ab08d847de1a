package io.lanemark.environment;

import io.lanemark.program.ShortProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a JVM reports about itself when it is started with some arguments and no program.
///
/// @param version full version of the runtime
/// @param vendor its vendor
/// @param vm name of the virtual machine
/// @param maxHeapBytes its maximum heap with these arguments
public record JvmProbe(Runtime.Version version, String vendor, String vm, long maxHeapBytes) {

  private static final Pattern SETTING = Pattern.compile("\\s+([a-z.]+) = (.*)");
  private static final Pattern HEAP = Pattern.compile("\\s+size_t MaxHeapSize\\s+= (\\d+) .*");

  /// Lines that a JVM prints in addition to the reason why it does not start.
  private static final Pattern OTHER_LINES =
      Pattern.compile(
          "Error: (A fatal exception|Could not create).*"
              + "|Error occurred during initialization of VM");

  private static final String IGNORED = "Ignoring option ";

  /// Starts a JVM once.
  ///
  /// @param javaHome folder of a JDK or runtime
  /// @param arguments JVM arguments
  /// @return what it reports
  /// @throws IllegalArgumentException if there is no JVM, or it refuses or ignores an argument; the
  ///   message is the JVM's own
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static JvmProbe of(Path javaHome, List<String> arguments) throws InterruptedException {
    Path executable = javaHome.resolve("bin").resolve("java");
    if (!Files.isExecutable(executable)) {
      throw new IllegalArgumentException(
          "'%s' is not a JDK: it has no executable bin/java".formatted(javaHome));
    }
    List<String> words = new ArrayList<>();
    words.add(executable.toString());
    words.addAll(arguments);
    words.addAll(List.of("-XX:+PrintFlagsFinal", "-XshowSettings:properties", "-version"));
    ShortProgram answer = ShortProgram.run(words);
    List<String> telling =
        answer.telling().stream().filter(line -> !OTHER_LINES.matcher(line).matches()).toList();
    if (answer.exitCode() != 0) {
      throw new IllegalArgumentException(
          "%s does not start: %s; its arguments are %s"
              .formatted(
                  executable,
                  telling.stream().findFirst().orElse("exit code " + answer.exitCode()),
                  String.join(" ", arguments)));
    }
    telling.stream()
        .filter(line -> line.contains(IGNORED))
        .findFirst()
        .ifPresent(
            line -> {
              throw new IllegalArgumentException("%s: %s".formatted(executable, line));
            });
    return parse(executable, Stream.concat(answer.out().stream(), answer.err().stream()).toList());
  }

  private static JvmProbe parse(Path executable, List<String> lines) {
    String version = "";
    String vendor = "unknown";
    String vm = "unknown";
    long maxHeapBytes = 0;
    for (String line : lines) {
      Matcher heap = HEAP.matcher(line);
      Matcher setting = SETTING.matcher(line);
      if (heap.matches()) {
        maxHeapBytes = Long.parseLong(heap.group(1));
      } else if (setting.matches()) {
        switch (setting.group(1)) {
          case "java.runtime.version" -> version = setting.group(2);
          case "java.vendor" -> vendor = setting.group(2);
          case "java.vm.name" -> vm = setting.group(2);
          default -> {
            // Not needed here.
          }
        }
      }
    }
    try {
      return new JvmProbe(Runtime.Version.parse(version), vendor, vm, maxHeapBytes);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s reports an invalid Java version: '%s'".formatted(executable, version), e);
    }
  }
}
