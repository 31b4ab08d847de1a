package io.lanemark.guard.history;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.lanemark.results.BadResultsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A file with one line of JSON for each run. Lines are only ever added, in any order, so that a
/// merge that keeps the lines of both sides is always right.
///
/// @param path where it is
public record HistoryFile(Path path) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          // Only the components of a record are written, not what its other methods return.
          .changeDefaultVisibility(checker -> checker.withIsGetterVisibility(Visibility.NONE))
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /// Adds a line; the file is created if missing. Processes that add at the same time wait for each
  /// other; one that is killed leaves at most a part of its line, and the next one begins a new
  /// line.
  ///
  /// @param run what is added
  /// @throws IOException if it cannot be written
  /// @throws BadResultsException if the file is not a history
  public void append(HistoryRun run) throws IOException {
    String line = JSON.writeValueAsString(run) + "\n";
    Files.write(path, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    // The kernel forgets the lock as soon as this process closes any channel to the file.
    try (FileChannel end = FileChannel.open(path, StandardOpenOption.READ);
        FileChannel file = FileChannel.open(path, StandardOpenOption.APPEND);
        FileLock _ = file.lock()) {
      refuseOtherFiles(end);
      String text = endsInTheMiddle(end) ? "\n" + line : line;
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }

  /// Every line of a history is a JSON object; a file that begins differently is not one.
  private void refuseOtherFiles(FileChannel file) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(1);
    if (file.size() > 0 && file.read(first, 0) == 1 && first.get(0) != '{') {
      throw new BadResultsException(path, "not a history: it does not begin with a JSON object");
    }
  }

  private static boolean endsInTheMiddle(FileChannel file) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
  }

  /// Reads it. Lines that are not runs are skipped and reported.
  ///
  /// @return what is in it, in the order of time
  /// @throws BadResultsException if it cannot be read, or has no run in it
  public History read() {
    // A merge can leave the same run twice.
    SequencedSet<HistoryRun> runs = new LinkedHashSet<>();
    List<String> skipped = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(number, line, runs, skipped);
        }
      }
    } catch (NoSuchFileException e) {
      throw new BadResultsException(path, "no such file; 'history append' creates it");
    } catch (IOException e) {
      throw BadResultsException.unreadable(path, e);
    }
    if (runs.isEmpty()) {
      throw new BadResultsException(
          path,
          skipped.isEmpty()
              ? "empty; expected a line of JSON for each run"
              : "no run in it; " + skipped.getFirst());
    }
    return new History(List.copyOf(runs), skipped);
  }

  private static void read(
      int number, String line, SequencedSet<HistoryRun> runs, List<String> skipped) {
    try {
      int version = JSON.readTree(line).path("schemaVersion").asInt(0);
      if (version == HistoryRun.SCHEMA_VERSION) {
        runs.add(JSON.readValue(line, HistoryRun.class));
      } else {
        skipped.add(
            String.format(
                Locale.ROOT,
                "line %d has schema version %d, but this Lanemark reads %d",
                number,
                version,
                HistoryRun.SCHEMA_VERSION));
      }
    } catch (JacksonException e) {
      skipped.add(String.format(Locale.ROOT, "line %d is not a complete run", number));
    }
  }
}
