package io.lanemark.process;

import io.lanemark.process.launch.JvmCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The JVM of a worker or a child: which one, its options, its class path and where it runs.
///
/// @param javaHome the JDK or runtime to run on
/// @param options options of the JVM, such as `-Xmx256m`
/// @param classPath class path in the platform's syntax; must contain this library. Relative
///   entries are resolved against the working directory of this JVM
/// @param withheldVariables variables of this JVM's environment that it does not inherit
/// @param environment variables that are set in addition to the inherited ones
/// @param workingDirectory where it runs, must exist; null for the working directory of this JVM
public record JvmSettings(
    Path javaHome,
    List<String> options,
    String classPath,
    Set<String> withheldVariables,
    Map<String, String> environment,
    @Nullable Path workingDirectory) {

  /// Copies list, set and map.
  public JvmSettings {
    options = List.copyOf(options);
    withheldVariables = Set.copyOf(withheldVariables);
    environment = Map.copyOf(environment);
  }

  /// A JVM like this one: the same runtime and class path, no options. The class path of this JVM
  /// is empty, so that another one must be set, if the program runs on the module path.
  ///
  /// @return the settings
  public static JvmSettings ofThisJvm() {
    return new JvmSettings(
        Path.of(System.getProperty("java.home")),
        List.of(),
        System.getProperty("java.class.path"),
        Set.of(),
        Map.of(),
        null);
  }

  /// The same settings with other options.
  ///
  /// @param replacement replace all options so far
  /// @return new settings
  public JvmSettings withOptions(List<String> replacement) {
    return new JvmSettings(
        javaHome, replacement, classPath, withheldVariables, environment, workingDirectory);
  }

  /// The same settings with another class path.
  ///
  /// @param replacement replaces the class path so far
  /// @return new settings
  public JvmSettings withClassPath(String replacement) {
    return new JvmSettings(
        javaHome, options, replacement, withheldVariables, environment, workingDirectory);
  }

  /// The same settings with other variables.
  ///
  /// @param replacement replace all variables so far
  /// @return new settings
  public JvmSettings withEnvironment(Map<String, String> replacement) {
    return new JvmSettings(
        javaHome, options, classPath, withheldVariables, replacement, workingDirectory);
  }

  /// The same settings without these variables, for example `JAVA_TOOL_OPTIONS` with the port of a
  /// debugger, which only one JVM can have. A variable of [#withEnvironment] is set all the same.
  ///
  /// @param names of variables that the JVM does not inherit; replace all names so far
  /// @return new settings
  public JvmSettings withoutEnvironment(String... names) {
    return new JvmSettings(
        javaHome, options, classPath, Set.of(names), environment, workingDirectory);
  }

  /// The same settings with another working directory.
  ///
  /// @param replacement must exist
  /// @return new settings
  public JvmSettings withWorkingDirectory(Path replacement) {
    return new JvmSettings(
        javaHome, options, classPath, withheldVariables, environment, replacement);
  }

  /// How to start a program with these settings.
  JvmCommand command(Class<?> mainClass, String... arguments) {
    return new JvmCommand(
        javaHome,
        options,
        classPath,
        mainClass.getName(),
        List.of(arguments),
        withheldVariables,
        environment,
        workingDirectory);
  }
}
