package io.lanemark.process.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The command that starts a JVM with a program. The library starts all of its JVMs with it.
///
/// Warnings of the JVM itself go to standard error, so that standard output belongs to the program.
/// Its temporary folder is that of this JVM, unless an option names another.
///
/// @param javaHome JDK or runtime to run on
/// @param jvmOptions options before the main class
/// @param classPath class path in the platform's syntax, as seen from where this process runs
/// @param mainClass name of the class whose `main` is called
/// @param arguments arguments of `main`
/// @param withheldVariables variables that are not inherited
/// @param environment variables to set in addition to the inherited ones
/// @param workingDirectory where it runs; null for the working directory of this process
public record JvmCommand(
    Path javaHome,
    List<String> jvmOptions,
    String classPath,
    String mainClass,
    List<String> arguments,
    Set<String> withheldVariables,
    Map<String, String> environment,
    @Nullable Path workingDirectory) {

  /// Environment variables from which every JVM takes options, in the order in which it reads them.
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
    withheldVariables = Set.copyOf(withheldVariables);
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
        Set.of(),
        Map.of(),
        null);
  }

  /// The same command with these options.
  ///
  /// @param options replace the options so far
  /// @return a new command
  public JvmCommand withJvmOptions(List<String> options) {
    return new JvmCommand(
        javaHome,
        options,
        classPath,
        mainClass,
        arguments,
        withheldVariables,
        environment,
        workingDirectory);
  }

  /// The same command with this class path.
  ///
  /// @param path replaces the class path so far
  /// @return a new command
  public JvmCommand withClassPath(String path) {
    return new JvmCommand(
        javaHome,
        jvmOptions,
        path,
        mainClass,
        arguments,
        withheldVariables,
        environment,
        workingDirectory);
  }

  /// The same command with these arguments.
  ///
  /// @param replacement replaces the arguments so far
  /// @return a new command
  public JvmCommand withArguments(List<String> replacement) {
    return new JvmCommand(
        javaHome,
        jvmOptions,
        classPath,
        mainClass,
        replacement,
        withheldVariables,
        environment,
        workingDirectory);
  }

  /// The same command with these variables.
  ///
  /// @param variables replace the variables so far
  /// @return a new command
  public JvmCommand withEnvironment(Map<String, String> variables) {
    return new JvmCommand(
        javaHome,
        jvmOptions,
        classPath,
        mainClass,
        arguments,
        withheldVariables,
        variables,
        workingDirectory);
  }

  /// The same command in this directory.
  ///
  /// @param directory must exist
  /// @return a new command
  public JvmCommand withWorkingDirectory(Path directory) {
    return new JvmCommand(
        javaHome,
        jvmOptions,
        classPath,
        mainClass,
        arguments,
        withheldVariables,
        environment,
        directory);
  }

  /// All options of the JVM: those of the command, and those from its environment.
  ///
  /// @return in no particular order
  public List<String> allOptions() {
    List<String> all = new ArrayList<>(jvmOptions);
    for (String variable : OPTION_VARIABLES) {
      String inherited =
          withheldVariables.contains(variable) ? "" : System.getenv().getOrDefault(variable, "");
      String value = environment.getOrDefault(variable, inherited);
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

  /// Refuses what cannot work, before anything is started: a class path without the main class, and
  /// texts that the JVM would receive as other texts.
  ///
  /// @throws IllegalArgumentException names what cannot work, and what to do
  public void check() {
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      PassedText.check("the entry '%s' of the class path".formatted(entry), entry);
    }
    jvmOptions.forEach(option -> PassedText.check("the JVM option '%s'".formatted(option), option));
    environment.forEach(
        (name, value) ->
            PassedText.check("the environment variable '%s'".formatted(name), name + value));
    MainClassCheck.check(this);
  }

  /// Starts it, with pipes to its standard input, output and error.
  ///
  /// @return the process; closing its standard input means that its parent has ended
  /// @throws IOException if it cannot be started
  public Process start() throws IOException {
    return start(_ -> {});
  }

  /// Starts it with the standard output and error of this process, and a pipe to its standard
  /// input.
  ///
  /// @return the process; closing its standard input means that its parent has ended
  /// @throws IOException if it cannot be started
  public Process startOnOwnOutput() throws IOException {
    return start(
        builder ->
            builder
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  private Process start(Consumer<ProcessBuilder> streams) throws IOException {
    List<String> options = options();
    if (!ArgumentFile.isNeededFor(options)) {
      return start(options, streams);
    }
    ArgumentFile file = ArgumentFile.of(options);
    try {
      Process process = start(List.of(file.word()), streams);
      CompletableFuture<Void> _ = process.onExit().thenRun(file::delete);
      return process;
    } catch (IOException | RuntimeException | Error e) {
      file.delete();
      throw e;
    }
  }

  private static String absoluteEach(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Everything before the main class.
  private List<String> options() {
    List<String> options = new ArrayList<>();
    options.add("-Xlog:disable");
    options.add("-Xlog:all=warning:stderr");
    // The process may have another working directory.
    options.add(
        "-Djava.io.tmpdir=" + Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
    options.addAll(jvmOptions);
    options.add("-cp");
    options.add(classPath);
    return options;
  }

  private Process start(List<String> options, Consumer<ProcessBuilder> streams) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(options);
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(withheldVariables);
    builder.environment().putAll(environment);
    if (workingDirectory != null) {
      builder.directory(workingDirectory.toFile());
    }
    streams.accept(builder);
    return SpawnGate.start(builder);
  }
}
