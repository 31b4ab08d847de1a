package io.lanemark.guard.ab;

import io.lanemark.environment.JavaProgram;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;

/// A benchmark that does not change, measured in each round next to the subjects: what changes from
/// round to round comes from the machine. It runs on the Java that runs this.
///
/// @param classPath of the program that holds it, in the platform's syntax
/// @param benchmark full name of the benchmark method, which has no parameters
public record Ruler(String classPath, String benchmark) {

  /// Refuses missing parts.
  public Ruler {
    Objects.requireNonNull(classPath, "classPath");
    Objects.requireNonNull(benchmark, "benchmark");
  }

  /// The benchmark.
  ///
  /// @return the subject of each of its trials
  Subject subject() {
    return new Subject(benchmark, new TreeMap<>());
  }

  /// The program.
  ///
  /// @return what runs it
  /// @throws InterruptedException if interrupted; nothing is left running
  JmhJar jar() throws InterruptedException {
    return new JmhJar(classPath, JavaProgram.of(Path.of(System.getProperty("java.home"))));
  }
}
