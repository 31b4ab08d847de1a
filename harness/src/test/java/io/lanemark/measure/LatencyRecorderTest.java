package io.lanemark.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.results.LatencyLog;
import io.lanemark.results.LatencyLog.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyRecorderTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void theLogReadsBackWhatWasRecordedInAllWindows() throws IOException {
    LatencyRecorder recorder = new LatencyRecorder();
    Map<Stage, Histogram> expected = emptyHistograms();
    Random random = new Random(25);
    Path file = folder.resolve(LatencyLog.FILE_NAME);

    try (LatencyLogWriter log = new LatencyLogWriter(file)) {
      for (int window = 0; window < 3; window++) {
        recorder.reset();
        for (int task = 0; task < 10_000; task++) {
          long queued = random.nextLong(1_000);
          long service = (long) Math.exp(random.nextDouble(0, Math.log(LatencyLog.HIGHEST_NANOS)));
          long residence = Math.min(queued + service, LatencyLog.HIGHEST_NANOS);
          recorder.record(residence, queued, service);
          of(expected, Stage.RESIDENCE).recordValue(residence);
          of(expected, Stage.QUEUED).recordValue(queued);
          of(expected, Stage.SERVICE).recordValue(service);
        }
        Instant began = START.plusSeconds(window);
        log.append(recorder, began, began.plusMillis(900));
      }
    }

    assertThat(LatencyLog.read(file)).isEqualTo(expected);
    assertThat(of(LatencyLog.read(file), Stage.SERVICE).getValueAtPercentile(99.9))
        .isEqualTo(of(expected, Stage.SERVICE).getValueAtPercentile(99.9));
  }

  @Test
  void anEmptyWindowReadsBackEmpty() throws IOException {
    Path file = folder.resolve(LatencyLog.FILE_NAME);
    try (LatencyLogWriter log = new LatencyLogWriter(file)) {
      log.append(new LatencyRecorder(), START, START.plusSeconds(1));
    }

    assertThat(LatencyLog.read(file))
        .containsOnlyKeys(Stage.values())
        .allSatisfy((_, times) -> assertThat(times.getTotalCount()).isZero());
  }

  @Test
  void aCallOfSeveralTasksIsNoTask() {
    LatencyRecorder recorder = new LatencyRecorder();

    recorder.recordCall(100, 1);
    recorder.recordCall(200, 1);
    recorder.recordCall(700, 1000);

    assertThat(recorder.count()).isEqualTo(3);
    assertThat(recorder.residenceNanos()).isEqualTo(1000);
    assertThat(of(recorder.histograms(), Stage.RESIDENCE).getTotalCount()).isEqualTo(2);
    assertThat(of(recorder.histograms(), Stage.CALL).getCountAtValue(700)).isEqualTo(1);
    assertThat(of(recorder.histograms(), Stage.QUEUED).getTotalCount()).isZero();
  }

  @Test
  void aTimeOutOfRangeIsRecordedAsTheNearest() {
    LatencyRecorder recorder = new LatencyRecorder();

    recorder.record(LatencyLog.HIGHEST_NANOS + 1, -1, 5);
    recorder.record(LatencyLog.HIGHEST_NANOS, 0, 5);

    assertThat(recorder.count()).isEqualTo(2);
    Map<Stage, Histogram> histograms = recorder.histograms();
    assertThat(of(histograms, Stage.RESIDENCE).getCountAtValue(LatencyLog.HIGHEST_NANOS))
        .isEqualTo(2);
    assertThat(of(histograms, Stage.QUEUED).getCountAtValue(0)).isEqualTo(2);
    assertThat(of(histograms, Stage.SERVICE).getCountAtValue(5)).isEqualTo(2);
  }

  @Test
  void resetForgetsEverything() {
    LatencyRecorder recorder = new LatencyRecorder();
    recorder.record(-1, 1, 1);

    recorder.reset();

    assertThat(recorder.count()).isZero();
    assertThat(recorder.histograms().values())
        .allSatisfy(times -> assertThat(times.getTotalCount()).isZero());
  }

  private static Map<Stage, Histogram> emptyHistograms() {
    Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      histograms.put(stage, new Histogram(LatencyLog.HIGHEST_NANOS, LatencyLog.SIGNIFICANT_DIGITS));
    }
    return histograms;
  }

  private static Histogram of(Map<Stage, Histogram> histograms, Stage stage) {
    return requireNonNull(histograms.get(stage));
  }
}
