package io.lanemark.measure;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.HdrHistogram.HistogramLogWriter;

/// Writes the windows of a trial into a log that [io.lanemark.results.LatencyLog] reads: one
/// interval a window and stage.
public final class LatencyLogWriter implements Closeable {

  private final Path file;
  private final PrintStream stream;
  private final HistogramLogWriter log;

  /// Begins a log.
  ///
  /// @param file where; what it held is lost
  /// @throws IOException if it cannot be written
  public LatencyLogWriter(Path file) throws IOException {
    this.file = file;
    this.stream =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8);
    this.log = new HistogramLogWriter(stream);
    log.outputLogFormatVersion();
    log.outputLegend();
  }

  /// Adds a window.
  ///
  /// @param recorder what was recorded in it; nobody may record meanwhile
  /// @param beganAt when it began
  /// @param endedAt when it ended
  /// @throws IOException if it cannot be written
  public void append(LatencyRecorder recorder, Instant beganAt, Instant endedAt)
      throws IOException {
    recorder
        .histograms()
        .forEach(
            (stage, histogram) -> {
              histogram.setTag(stage.tag());
              histogram.setStartTimeStamp(beganAt.toEpochMilli());
              histogram.setEndTimeStamp(endedAt.toEpochMilli());
              log.outputIntervalHistogram(histogram);
            });
    refuseErrors();
  }

  @Override
  public void close() throws IOException {
    stream.close();
    refuseErrors();
  }

  /// A print stream keeps errors to itself until asked.
  private void refuseErrors() throws IOException {
    if (stream.checkError()) {
      throw new IOException("the latency log could not be written: " + file);
    }
  }
}
