package io.lanemark.process;

import io.lanemark.process.launch.JvmCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JVM of a worker or a child: which one, its options, its class path and where it runs.
///
/// @param javaHome the JDK or runtime to run on
/// @param options options of the JVM, such as `-Xmx256m`
/// @param classPath class path in the platform's syntax; must contain this library. Relative
///   entries are resolved against the working directory of this JVM
/// @param environment variables that are set in addition to the inherited ones
/// @param workingDirectory where it runs, must exist; null for the working directory of this JVM
public record JvmSettings(
    Path javaHome,
    List<String> options,
    String classPath,
    Map<String, String> environment,
    @Nullable Path workingDirectory) {

  /// Copies the list and the map.
  public JvmSettings {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /// A JVM like this one: the same runtime and class path, no options. On a module path the class
  /// path of this JVM is empty, so that another one must be set.
  ///
  /// @return the settings
  public static JvmSettings ofThisJvm() {
    return new JvmSettings(
        Path.of(System.getProperty("java.home")),
        List.of(),
        System.getProperty("java.class.path"),
        Map.of(),
        null);
  }

  /// The same settings with other options.
  ///
  /// @param replacement replace all options so far
  /// @return new settings
  public JvmSettings withOptions(List<String> replacement) {
    return new JvmSettings(javaHome, replacement, classPath, environment, workingDirectory);
  }

  /// The same settings with another class path.
  ///
  /// @param replacement replaces the class path so far
  /// @return new settings
  public JvmSettings withClassPath(String replacement) {
    return new JvmSettings(javaHome, options, replacement, environment, workingDirectory);
  }

  /// The same settings with other variables.
  ///
  /// @param replacement replace all variables so far
  /// @return new settings
  public JvmSettings withEnvironment(Map<String, String> replacement) {
    return new JvmSettings(javaHome, options, classPath, replacement, workingDirectory);
  }

  /// The same settings with another working directory.
  ///
  /// @param replacement must exist
  /// @return new settings
  public JvmSettings withWorkingDirectory(Path replacement) {
    return new JvmSettings(javaHome, options, classPath, environment, replacement);
  }

  /// How to start a program with these settings.
  JvmCommand command(Class<?> mainClass, String... arguments) {
    return new JvmCommand(
        javaHome,
        options,
        classPath,
        mainClass.getName(),
        List.of(arguments),
        environment,
        workingDirectory);
  }
}
