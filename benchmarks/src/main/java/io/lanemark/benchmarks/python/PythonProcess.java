package io.lanemark.benchmarks.python;

import io.lanemark.benchmarks.backend.AnswerMark;
import io.lanemark.run.StageLimit;
import io.lanemark.run.TrialFailedException;
import io.lanemark.run.TrialLog;
import io.lanemark.text.DurationText;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A Python process that measures one trial, as seen by the host. For one thread.
///
/// Its program is in the trial's folder while it runs, because its worker processes load it from
/// there. Its standard error goes to a log in the same folder, which stays there if the trial
/// failed. Closing it, or the death of this process, ends it and its workers.
final class PythonProcess implements Closeable {

  private static final String PROGRAM = "lanemark_peer.py";
  private static final List<String> FILES = List.of(PROGRAM, "lanemark_calls.py");
  private static final String LOG = "python.log";
  private static final String FAILED = "failed";
  private static final Duration END_DEADLINE = Duration.ofSeconds(10);

  private final Path folder;
  private final TrialLog log;
  private final StageLimit limit;
  private final AnswerMark mark = AnswerMark.draw();
  private final Process process;
  private final OutputStream commands;
  private final BlockingQueue<Optional<String>> said = new LinkedBlockingQueue<>();
  private final Thread reader;

  private PythonProcess(Path folder, Process process, StageLimit limit) {
    this.folder = folder;
    this.limit = limit;
    this.log = new TrialLog(folder.resolve(LOG));
    this.process = process;
    this.commands = process.getOutputStream();
    this.reader = Thread.ofPlatform().name("peer-output").daemon().unstarted(this::readOutput);
  }

  /// Starts it, and sends it the request.
  ///
  /// @param python the interpreter
  /// @param folder of the trial
  /// @param request what it is to measure
  /// @param limit how long it may take to print each answer
  /// @return the process, which has yet to warm up
  /// @throws IOException if it cannot be started
  static PythonProcess start(
      Interpreter python, Path folder, PythonRequest request, StageLimit limit) throws IOException {
    for (String file : FILES) {
      try (InputStream source = PythonProcess.class.getResourceAsStream(file)) {
        Files.copy(Objects.requireNonNull(source, file), folder.resolve(file));
      }
    }
    Path program = folder.resolve(PROGRAM).toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(List.of(python.executable(), "-I", "-B", program.toString()))
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve(LOG).toFile()));
    builder.environment().putAll(Map.of("TMPDIR", folder.toAbsolutePath().toString()));
    PythonProcess peer;
    try {
      peer = new PythonProcess(folder, builder.start(), limit);
    } catch (IOException e) {
      deleteFiles(folder);
      throw e;
    }
    peer.reader.start();
    peer.say(peer.mark.text());
    peer.say(JsonMapper.shared().writeValueAsString(request));
    return peer;
  }

  long pid() {
    return process.pid();
  }

  /// Sends a line. If the peer has ended, the next [#listen] reports it.
  void say(String line) {
    try {
      commands.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      commands.flush();
    } catch (IOException e) {
      // The pipe is broken. The thread that reads the output finds out why.
    }
  }

  /// Waits for a word.
  ///
  /// @param stage what it does until then, such as `the warm-up`
  /// @param planned how long that takes by plan
  /// @param word what it should print next
  /// @return what follows the word in its line
  /// @throws TrialFailedException if it prints anything else, ends, or is silent for too long
  /// @throws InterruptedException if interrupted while waiting
  String listen(String stage, Duration planned, String word)
      throws TrialFailedException, InterruptedException {
    Optional<String> heard = heard(stage, planned);
    if (heard.isEmpty()) {
      throw new TrialFailedException(
          String.format(
              Locale.ROOT,
              "Python ended with exit code %d; %s",
              process.waitFor(),
              log.lastWords()));
    }
    String[] parts = heard.get().split(" ", 2);
    String content = parts.length < 2 ? "" : parts[1];
    if (parts[0].equals(FAILED)) {
      throw new TrialFailedException(content);
    }
    if (!parts[0].equals(word)) {
      throw new TrialFailedException(
          "Python printed '%s' instead of '%s'".formatted(heard.get(), word));
    }
    return content;
  }

  /// Waits for a word and reads the JSON after it.
  <T> T listen(String stage, Duration planned, String word, Class<T> type)
      throws TrialFailedException, InterruptedException {
    String content = listen(stage, planned, word);
    try {
      return JsonMapper.shared().readValue(content, type);
    } catch (JacksonException e) {
      throw new TrialFailedException(
          "Python printed an unreadable '%s': %s".formatted(word, e.getOriginalMessage()));
    }
  }

  /// Lets it end by itself, and deletes its log.
  ///
  /// @throws TrialFailedException if it fails at the end
  /// @throws InterruptedException if interrupted while waiting
  void end() throws TrialFailedException, InterruptedException {
    say("end");
    if (heard("the end of Python", Duration.ZERO).isPresent() || process.waitFor() != 0) {
      throw new TrialFailedException("Python did not end properly; " + log.lastWords());
    }
    log.delete();
  }

  /// Ends it and its workers, by force if they take too long. An interrupt makes it use force at
  /// once.
  ///
  /// @throws IOException if its program cannot be deleted
  @Override
  public void close() throws IOException {
    List<ProcessHandle> workers = process.descendants().toList();
    try {
      commands.close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      // Every process of the tree holds the other end of the pipe that the reader reads.
      if (!reader.join(END_DEADLINE)) {
        kill(workers);
      }
    } catch (InterruptedException e) {
      kill(workers);
      Thread.currentThread().interrupt();
    }
    process.onExit().join();
    deleteFiles(folder);
  }

  /// The next answer, or empty at the end of the output.
  private Optional<String> heard(String stage, Duration planned)
      throws TrialFailedException, InterruptedException {
    Duration longest = limit.of(planned);
    Optional<String> heard = said.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (heard == null) {
      throw new TrialFailedException(
          "%s in Python took longer than its limit of %s%s"
              .formatted(stage, DurationText.of(longest), log.end()));
    }
    return heard;
  }

  /// What is not an answer, such as the words of a site's own start-up file, goes to the log.
  private void hear(String line) {
    Optional<String> answer = mark.answerIn(line);
    if (answer.isPresent()) {
      said.add(answer.map(String::strip));
    } else {
      log.append(line);
    }
  }

  private static void deleteFiles(Path folder) throws IOException {
    for (String file : FILES) {
      Files.deleteIfExists(folder.resolve(file));
    }
  }

  private void kill(List<ProcessHandle> workers) {
    process.destroyForcibly();
    workers.forEach(ProcessHandle::destroyForcibly);
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(this::hear);
    } catch (IOException | UncheckedIOException e) {
      // The process has ended, and the pipe was closed with it.
    } finally {
      said.add(Optional.empty());
    }
  }
}
