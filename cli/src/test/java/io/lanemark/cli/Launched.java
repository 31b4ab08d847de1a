package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lanemark.multiprocessing.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The packaged jar, started as a user would.
///
/// @param exitCode what it exited with
/// @param out its standard output
/// @param err its standard error
record Launched(int exitCode, String out, String err) {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final long DEADLINE_SECONDS = 600;

  /// Runs it with a temporary folder of its own, in which nothing may be left.
  static Launched lanemark(String... arguments) throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory("lanemark-it-");
    Launched launched = command(words(temporary, arguments));
    Files.delete(temporary);
    return launched;
  }

  /// Runs it likewise in another folder, with variables in addition to the inherited ones.
  static Launched in(Path folder, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory("lanemark-it-");
    Launched launched = in(folder, variables, List.of(words(temporary, arguments)));
    Files.delete(temporary);
    return launched;
  }

  /// Runs any command.
  static Launched in(Path folder, Map<String, String> variables, List<String> words)
      throws IOException, InterruptedException {
    return command(
        builder -> {
          builder.directory(folder.toFile());
          builder.environment().putAll(variables);
          TestLocale.ofCaller().setIn(builder.environment());
        },
        words.toArray(String[]::new));
  }

  /// Runs a script for bash, to which it is the command `lanemark`.
  static Launched script(String text) throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory("lanemark-it-");
    String program =
        Stream.of(words(temporary)).map(Launched::quoted).collect(Collectors.joining(" "));
    String function = "lanemark() { %s \"$@\"; }; ".formatted(program);
    Launched launched = command("bash", "-c", function + text);
    Files.delete(temporary);
    return launched;
  }

  /// The same in the POSIX locale, in which a JVM cannot load a jar whose path has umlauts.
  static Launched scriptInPosixLocale(String text) throws IOException, InterruptedException {
    assumeThat(PROJECT.toString()).matches("\\p{ASCII}*");
    return script("export LC_ALL=C; " + text);
  }

  /// A word for a shell; what needs no quotes gets none.
  static String quoted(String word) {
    if (word.matches("[\\w@%+=:,./-]+")) {
      return word;
    }
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /// Starts it, kills it as soon as something is true, and sees that no process of it is left, and
  /// nothing in its temporary folder.
  ///
  /// @param reached asked again and again
  /// @param folder of the test, for what it says and for temporary files; what it starts names it
  /// @param where it works
  static void killedWhen(Callable<Boolean> reached, Path folder, Path where, String... arguments)
      throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("t"));
    Path err = folder.resolve("err");
    Process supervisor =
        builder(folder.resolve("out"), err, words(temporary, arguments))
            .directory(where.toFile())
            .start();
    while (!reached.call()) {
      assertThat(supervisor.waitFor(20, TimeUnit.MILLISECONDS)).as(Files.readString(err)).isFalse();
    }

    Signal.KILL.sendTo(supervisor.toHandle());

    new OwnProcesses(folder).awaitEnd();
    assertThat(temporary).isEmptyDirectory();
  }

  /// It ended with a code, and said why in one line, which is no fault of its own.
  void assertOneLine(int expectedCode, String... expected) {
    assertThat(err).startsWith("lanemark: ").contains(expected).hasLineCount(1);
    assertThat(err).doesNotContain("\tat ", "internal error");
    assertThat(exitCode).isEqualTo(expectedCode);
  }

  static String[] words(Path temporary, String... arguments) {
    return Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                PROJECT.resolve("cli/target/lanemark.jar").toString()),
            Stream.of(arguments))
        .toArray(String[]::new);
  }

  static Launched command(String... words) throws IOException, InterruptedException {
    return command(_ -> {}, words);
  }

  private static Launched command(Consumer<ProcessBuilder> place, String... words)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("lanemark-it-", ".out");
    Path err = Files.createTempFile("lanemark-it-", ".err");
    try {
      ProcessBuilder builder = builder(out, err, words);
      place.accept(builder);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            String.format(
                Locale.ROOT, "not over after %d s: %s", DEADLINE_SECONDS, List.of(words)));
      }
      return new Launched(
          process.exitValue(),
          Files.readString(out),
          TestLocale.withoutNotices(Files.readString(err)));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  static ProcessBuilder builder(Path out, Path err, String... words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(PROJECT.toFile());
    builder.redirectOutput(out.toFile());
    builder.redirectError(err.toFile());
    TestLocale.ofCaller().setIn(builder.environment());
    return builder;
  }
}
