package io.lanemark.benchmarks.backend;

import io.lanemark.process.launch.JvmCommand;
import io.lanemark.text.DurationText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A backend in its own process, as seen by the process that started it.
///
/// What it prints, apart from its answers, is forwarded to the standard error of this process, line
/// by line, prefixed with its name. Closing it, or the death of this process, ends it and deletes
/// its files.
public final class BackendProcess implements AutoCloseable {

  /// How long a backend may take to be ready, by default.
  public static final Duration START_DEADLINE = Duration.ofSeconds(60);

  private static final Duration END_DEADLINE = Duration.ofSeconds(10);
  private static final Duration LAST_WORDS_DEADLINE = Duration.ofSeconds(1);

  /// A line that a JVM prints first if variables hold options. This JVM has printed it already.
  private static final Pattern OPTIONS_TAKEN = Pattern.compile("(NOTE: )?Picked up \\w+_OPTIONS: ");

  /// A small heap that does not grow during a measurement.
  private static final List<String> JVM_OPTIONS =
      List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC");

  private final String name;
  private final Process process;
  private final AnswerMark mark;

  /// That of the terminal: during a trial, [System#err] is diverted.
  private final PrintStream terminal = System.err;

  private final ScratchDirectory directory;
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private final Thread output;
  private final Thread errors;
  private volatile String lastError = "";

  private BackendProcess(
      String name, Process process, AnswerMark mark, ScratchDirectory directory) {
    this.name = name;
    this.process = process;
    this.mark = mark;
    this.directory = directory;
    this.errors =
        Thread.ofPlatform()
            .name("backend-" + name + "-errors")
            .daemon()
            .unstarted(() -> forEachLine(process.getErrorStream(), this::forwardError));
    this.output =
        Thread.ofPlatform()
            .name("backend-" + name + "-output")
            .daemon()
            .unstarted(this::readOutput);
  }

  /// Starts a backend and waits until it is ready.
  ///
  /// @param name of the backend
  /// @param workDirectory where it may create a directory for its files
  /// @param parameters values by name; defaults for those not given
  /// @param deadline how long it may take
  /// @return the running backend
  /// @throws BackendUnavailableException if it ends, prints anything else, or is not ready in time
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static BackendProcess start(
      String name, Path workDirectory, Map<String, String> parameters, Duration deadline)
      throws InterruptedException {
    return start(new Substitute(name, Map.of()), workDirectory, parameters, deadline);
  }

  /// Starts a backend, or its substitute.
  static BackendProcess start(
      Substitute backend, Path workDirectory, Map<String, String> parameters, Duration deadline)
      throws InterruptedException {
    String name = backend.backend();
    String text =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    return start(
        name,
        workDirectory,
        JvmCommand.likeThisOne(BackendMain.class, name, workDirectory.toString(), text)
            .withJvmOptions(JVM_OPTIONS)
            .withEnvironment(backend.environment()),
        deadline);
  }

  /// Starts a program that is told the mark of its answers as its first argument.
  static BackendProcess start(
      String name, Path workDirectory, JvmCommand command, Duration deadline)
      throws InterruptedException {
    AnswerMark mark = AnswerMark.draw();
    List<String> arguments =
        Stream.concat(Stream.of(mark.text()), command.arguments().stream()).toList();
    Process process;
    try {
      process = command.withArguments(arguments).start();
    } catch (IOException e) {
      throw new BackendUnavailableException(name, "cannot be started: " + e.getMessage());
    }
    BackendProcess backend =
        new BackendProcess(
            name, process, mark, ScratchDirectory.of(workDirectory, name, process.pid()));
    backend.errors.start();
    backend.output.start();
    boolean ready = false;
    try {
      backend.awaitReady(deadline);
      ready = true;
      return backend;
    } finally {
      if (!ready) {
        backend.close();
      }
    }
  }

  private void awaitReady(Duration deadline) throws InterruptedException {
    try {
      ready.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new BackendUnavailableException(
          name, "was not ready within its limit of " + DurationText.of(deadline));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BackendUnavailableException unavailable
          ? unavailable
          : new IllegalStateException(e);
    }
  }

  /// Its process.
  ///
  /// @return the process id
  public long pid() {
    return process.pid();
  }

  /// Where it answers.
  ///
  /// @return its address, for [io.lanemark.workload.Resources#address]
  public URI address() {
    return ready.join();
  }

  /// What a reader of the results must know about it.
  ///
  /// @return a phrase without a full stop
  public String label() {
    return Backend.named(name).label(address());
  }

  /// Checks that it still runs.
  ///
  /// @param patience how long to wait for one that is about to end
  /// @throws BackendUnavailableException if it has ended by itself
  /// @throws InterruptedException if interrupted while waiting
  void check(Duration patience) throws InterruptedException {
    if (process.waitFor(patience)) {
      output.join(LAST_WORDS_DEADLINE);
      throw new BackendUnavailableException(
          name,
          "ended during the run: "
              + (lastError.isEmpty() ? "exit code " + process.exitValue() : lastError));
    }
  }

  /// Ends the process, by force if it takes too long, and deletes its files. Does nothing the
  /// second time. An interrupt makes it use force at once.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_DEADLINE)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // There is no other way to close its standard input.
      process.destroyForcibly();
    }
    process.onExit().join();
    try {
      directory.delete();
    } catch (IOException e) {
      throw new UncheckedIOException("files of backend '%s' cannot be deleted".formatted(name), e);
    }
  }

  private void readOutput() {
    forEachLine(
        process.getInputStream(),
        line -> mark.answerIn(line).ifPresentOrElse(this::understand, () -> forward(line)));
    int exitCode = process.onExit().join().exitValue();
    joinErrors();
    unavailable(
        String.format(
            Locale.ROOT,
            "ended with exit code %d before it was ready%s",
            exitCode,
            lastError.isEmpty() ? "" : ": " + lastError));
  }

  /// Its last lines may not have been read yet.
  private void joinErrors() {
    try {
      errors.join(LAST_WORDS_DEADLINE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The first line tells whether the backend is ready. A later line gives the reason why it ended.
  private void understand(String line) {
    if (ready.isDone()) {
      lastError =
          line.startsWith(BackendMain.FAILED)
              ? line.substring(BackendMain.FAILED.length())
              : lastError;
    } else if (line.startsWith(BackendMain.FAILED)) {
      unavailable("cannot be started: " + line.substring(BackendMain.FAILED.length()));
    } else if (line.startsWith(BackendMain.READY)) {
      try {
        ready.complete(new URI(line.substring(BackendMain.READY.length())));
      } catch (URISyntaxException e) {
        unavailable("printed '%s', which is not an address".formatted(line));
      }
    } else {
      unavailable("printed '%s' instead of its address".formatted(line));
    }
  }

  private void unavailable(String reason) {
    ready.completeExceptionally(new BackendUnavailableException(name, reason));
  }

  private void forwardError(String line) {
    if (!OPTIONS_TAKEN.matcher(line).lookingAt()) {
      lastError = line;
      forward(line);
    }
  }

  private void forward(String line) {
    terminal.println("backend " + name + ": " + line);
  }

  private static void forEachLine(InputStream from, Consumer<String> action) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      lines.lines().forEach(action);
    } catch (IOException | UncheckedIOException e) {
      // The process has ended, and the pipe was closed with it.
    }
  }
}
