package io.lanemark.process.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How to start a JVM that runs a program. The only place that does.
///
/// Warnings of the JVM itself go to standard error, so that standard output belongs to the program.
/// Its temporary folder is that of this JVM, unless an option names another.
///
/// @param javaHome JDK or runtime to run on
/// @param jvmOptions options before the main class
/// @param classPath class path in the platform's syntax, as seen from where this process runs
/// @param mainClass name of the class whose `main` is called
/// @param arguments arguments of `main`
/// @param environment variables to set in addition to the inherited ones
/// @param workingDirectory where it runs; null for the working directory of this process
public record JvmCommand(
    Path javaHome,
    List<String> jvmOptions,
    String classPath,
    String mainClass,
    List<String> arguments,
    Map<String, String> environment,
    @Nullable Path workingDirectory) {

  /// Environment variables from which every JVM takes options, in the order in which it does.
  public static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final Pattern COLLECTOR_CHOICE =
      Pattern.compile(
          "-XX:[+-]Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC|@.*|-XX:(Flags|VMOptionsFile)=.*");

  /// Copies lists and map, and makes the class path absolute if the JVM runs in another directory.
  public JvmCommand {
    if (workingDirectory != null) {
      classPath = absoluteEach(classPath);
    }
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// A JVM like this one: same runtime, same class path, no options.
  ///
  /// @param mainClass whose `main` is called
  /// @param arguments arguments of `main`
  /// @return the command
  public static JvmCommand likeThisOne(Class<?> mainClass, String... arguments) {
    return new JvmCommand(
        Path.of(System.getProperty("java.home")),
        List.of(),
        System.getProperty("java.class.path"),
        mainClass.getName(),
        List.of(arguments),
        Map.of(),
        null);
  }

  /// The same command with these options.
  ///
  /// @param options replace the options so far
  /// @return a new command
  public JvmCommand withJvmOptions(List<String> options) {
    return new JvmCommand(
        javaHome, options, classPath, mainClass, arguments, environment, workingDirectory);
  }

  /// The same command with this class path.
  ///
  /// @param path replaces the class path so far
  /// @return a new command
  public JvmCommand withClassPath(String path) {
    return new JvmCommand(
        javaHome, jvmOptions, path, mainClass, arguments, environment, workingDirectory);
  }

  /// The same command with these arguments.
  ///
  /// @param replacement replaces the arguments so far
  /// @return a new command
  public JvmCommand withArguments(List<String> replacement) {
    return new JvmCommand(
        javaHome, jvmOptions, classPath, mainClass, replacement, environment, workingDirectory);
  }

  /// The same command with these variables.
  ///
  /// @param variables replace the variables so far
  /// @return a new command
  public JvmCommand withEnvironment(Map<String, String> variables) {
    return new JvmCommand(
        javaHome, jvmOptions, classPath, mainClass, arguments, variables, workingDirectory);
  }

  /// The same command in this directory.
  ///
  /// @param directory must exist
  /// @return a new command
  public JvmCommand withWorkingDirectory(Path directory) {
    return new JvmCommand(
        javaHome, jvmOptions, classPath, mainClass, arguments, environment, directory);
  }

  /// All options of the JVM: those of the command, and those from its environment.
  ///
  /// @return in no particular order
  public List<String> allOptions() {
    List<String> all = new ArrayList<>(jvmOptions);
    for (String variable : OPTION_VARIABLES) {
      String value = environment.getOrDefault(variable, System.getenv().getOrDefault(variable, ""));
      all.addAll(Arrays.stream(value.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList());
    }
    return all;
  }

  /// Whether an option may say which garbage collector it uses; a second one would be refused.
  ///
  /// @return true if an option names one
  public boolean choosesCollector() {
    return allOptions().stream().anyMatch(option -> COLLECTOR_CHOICE.matcher(option).matches());
  }

  /// Starts it, with pipes to its standard input, output and error.
  ///
  /// @return the process; closing its standard input means that its parent has ended
  /// @throws IOException if it cannot be started
  public Process start() throws IOException {
    return builder().start();
  }

  /// Starts it with the standard output and error of this process, and a pipe to its standard
  /// input.
  ///
  /// @return the process; closing its standard input means that its parent has ended
  /// @throws IOException if it cannot be started
  public Process startOnOwnOutput() throws IOException {
    return builder()
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String absoluteEach(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private ProcessBuilder builder() {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-Xlog:disable");
    command.add("-Xlog:all=warning:stderr");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    if (workingDirectory != null) {
      builder.directory(workingDirectory.toFile());
    }
    return builder;
  }
}
