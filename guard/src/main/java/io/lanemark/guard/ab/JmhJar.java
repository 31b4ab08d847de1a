package io.lanemark.guard.ab;

import io.lanemark.environment.JavaProgram;
import io.lanemark.program.ShortProgram;
import io.lanemark.program.SupervisedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A jar with benchmarks and JMH itself, and the `java` that runs it. JMH's own main class is
/// started, whichever the jar names.
///
/// @param classPath the jar; absolute
/// @param java what runs it
public record JmhJar(String classPath, JavaProgram java) {

  private static final String MAIN_CLASS = "org.openjdk.jmh.Main";
  private static final String SEPARATOR = ", ";
  private static final String LISTING = "Benchmarks:";
  private static final int TELLING_LINES = 2;

  private static final Pattern PARAMETER = Pattern.compile("\\s+param \"(.+)\" = \\{(.*)\\}");

  /// Checks that there is such a jar.
  ///
  /// @param path of the jar
  /// @param java what runs it
  /// @return the jar; whether JMH is in it is seen when it lists its benchmarks
  /// @throws IllegalArgumentException if it does not exist or is not a jar
  public static JmhJar of(Path path, JavaProgram java) {
    Path jar = path.toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException("'%s' does not exist, or is not a file".formatted(path));
    }
    try {
      new JarFile(jar.toFile()).close();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "'%s' is not a jar: %s".formatted(path, e.getMessage()), e);
    }
    return new JmhJar(jar.toString(), java);
  }

  /// The command that starts JMH.
  ///
  /// @param temporary folder for temporary files
  /// @param arguments of JMH
  /// @return a command
  List<String> command(Path temporary, List<String> arguments) {
    return command(temporary, List.of(), arguments);
  }

  /// The command that asks JMH something. JMH writes the answer into a file: on standard output, it
  /// would be mixed with what the JVM logs there.
  ///
  /// @param temporary folder for temporary files
  /// @param answer the file, which will be UTF-8
  /// @param arguments of JMH
  /// @return a command
  List<String> question(Path temporary, Path answer, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("-o", answer.toString()));
    return command(temporary, List.of("-Dfile.encoding=UTF-8"), all);
  }

  private List<String> command(Path temporary, List<String> ofJvm, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.executable().toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(ofJvm);
    command.add("-cp");
    command.add(classPath);
    command.add(MAIN_CLASS);
    command.addAll(arguments);
    return command;
  }

  /// Asks the jar for its benchmarks.
  ///
  /// @param temporary folder for temporary files
  /// @param options may give parameters their values
  /// @return each combination of parameters
  /// @throws IllegalArgumentException if it is not a JMH jar, does not run on that java, or has a
  ///   parameter that cannot be passed in the encoding of the locale
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public List<Subject> subjects(Path temporary, JmhOptions options) throws InterruptedException {
    List<String> arguments = new ArrayList<>(options.arguments());
    arguments.add("-lp");
    try {
      Path file = Files.createTempFile(temporary, "listing", ".txt");
      try {
        ShortProgram program = ShortProgram.run(question(temporary, file, arguments));
        List<String> answer = Files.readAllLines(file);
        int listing = answer.stream().map(String::strip).toList().indexOf(LISTING);
        if (program.exitCode() != 0 || listing < 0) {
          throw new IllegalArgumentException(
              "'%s' does not list JMH benchmarks, but says '%s'"
                  .formatted(classPath, words(program)));
        }
        List<Subject> subjects = parse(answer.subList(listing + 1, answer.size()));
        subjects.forEach(JmhJar::checkParameters);
        return subjects;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "'%s' cannot be asked for its benchmarks: %s".formatted(classPath, e.getMessage()), e);
    }
  }

  /// JMH gets the parameters as arguments.
  private static void checkParameters(Subject subject) {
    subject
        .parameters()
        .forEach(
            (name, value) ->
                SupervisedProgram.checkArgument(
                    "the parameter %s=%s of %s".formatted(name, value, subject.benchmark()),
                    value));
  }

  private static String words(ShortProgram program) {
    List<String> telling = program.telling();
    return telling.isEmpty()
        ? program.reason()
        : telling.stream().limit(TELLING_LINES).collect(Collectors.joining(" "));
  }

  /// One line a benchmark, followed by one for each of its parameters.
  static List<Subject> parse(List<String> lines) {
    Map<String, Map<String, List<String>>> valuesByBenchmark = new LinkedHashMap<>();
    Map<String, List<String>> current = new TreeMap<>();
    for (String line : lines) {
      Matcher parameter = PARAMETER.matcher(line);
      if (parameter.matches()) {
        current.put(parameter.group(1), Arrays.asList(parameter.group(2).split(SEPARATOR, -1)));
      } else if (!line.isBlank()) {
        // A benchmark with several modes is listed once for each of them.
        current = valuesByBenchmark.computeIfAbsent(line.strip(), _ -> new TreeMap<>());
      }
    }
    List<Subject> subjects = new ArrayList<>();
    valuesByBenchmark.forEach((name, values) -> subjects.addAll(combinations(name, values)));
    return subjects.stream().sorted().toList();
  }

  private static List<Subject> combinations(String benchmark, Map<String, List<String>> values) {
    List<Subject> combinations = List.of(new Subject(benchmark, new TreeMap<>()));
    for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
      combinations =
          combinations.stream()
              .flatMap(
                  each ->
                      parameter.getValue().stream()
                          .distinct()
                          .map(value -> each.with(parameter.getKey(), value)))
              .toList();
    }
    return combinations;
  }
}
