package io.lanemark.benchmarks.suite;

import io.lanemark.results.Iteration;
import io.lanemark.results.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a fork tells the host in addition to the score.
///
/// @param failure why there is no score, in one line; empty if there is one
/// @param warmUp how the workers were warmed
/// @param tasksPerOperation how many tasks each operation that JMH counts has completed
/// @param iterations figures of each window, with the load's own count and clock
public record ForkReport(
    String failure, Trial.WarmUp warmUp, int tasksPerOperation, List<Iteration> iterations) {

  private static final String FILE_NAME = "fork.json";

  /// Copies the list.
  public ForkReport {
    iterations = List.copyOf(iterations);
  }

  /// The report of a fork without a score.
  ///
  /// @param reason why, in one line
  static ForkReport failed(String reason) {
    return new ForkReport(reason, Trial.WarmUp.NONE, 1, List.of());
  }

  void write(Path folder) {
    JsonMapper.shared().writeValue(folder.resolve(FILE_NAME), this);
  }

  /// Takes the report out of a trial's folder.
  ///
  /// @param folder where the fork wrote
  /// @return the report; empty if the fork ended before it could write one
  /// @throws IOException if it cannot be read, for example because the fork ended while it wrote
  public static Optional<ForkReport> take(Path folder) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      ForkReport report = JsonMapper.shared().readValue(file, ForkReport.class);
      Files.delete(file);
      return Optional.of(report);
    } catch (JacksonException e) {
      throw new IOException(
          "%s holds unexpected JSON: %s".formatted(FILE_NAME, e.getOriginalMessage()), e);
    }
  }
}
