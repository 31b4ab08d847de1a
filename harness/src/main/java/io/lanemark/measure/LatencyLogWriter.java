package io.lanemark.measure;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.HdrHistogram.HistogramLogWriter;

/// Writes the windows of a trial into a log that [io.lanemark.results.LatencyLog] reads: one
/// interval a window and stage. A window is first written to memory and then to the file, because
/// the print stream of the library would hide an error.
public final class LatencyLogWriter implements Closeable {

  private final OutputStream file;
  private final ByteArrayOutputStream interval = new ByteArrayOutputStream();
  private final HistogramLogWriter log = new HistogramLogWriter(interval);

  /// Begins a log.
  ///
  /// @param path file of the log; overwritten if it exists
  /// @throws IOException if it cannot be written
  public LatencyLogWriter(Path path) throws IOException {
    this.file = Files.newOutputStream(path);
    log.outputLogFormatVersion();
    log.outputLegend();
  }

  /// Adds a window.
  ///
  /// @param recorder what was recorded in it; no other thread may record meanwhile
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
    try {
      interval.writeTo(file);
    } catch (IOException e) {
      throw new IOException("the latency log cannot be written: " + e.getMessage(), e);
    }
    interval.reset();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
