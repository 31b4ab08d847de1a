package io.lanemark.results;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;

/// The times of every task of a trial, in nanoseconds: HdrHistogram's interval log, one interval a
/// window and [Stage], which is its tag.
public final class LatencyLog {

  /// Name of the file in a trial's folder.
  public static final String FILE_NAME = "latency.hlog";

  /// The longest time that can be recorded: an hour.
  public static final long HIGHEST_NANOS = 3_600_000_000_000L;

  /// Three digits: a value read differs from the value recorded by at most 0.1 %.
  public static final int SIGNIFICANT_DIGITS = 3;

  private LatencyLog() {}

  /// A part of a task's time in flight.
  public enum Stage {
    /// From its submission until its completion was taken.
    RESIDENCE,
    /// From its submission until its body began.
    QUEUED,
    /// From the beginning of its body to its end.
    SERVICE,
    /// The time of a whole call that completes several tasks, from the call until it returned with
    /// all results. If this is recorded, the other stages are not.
    CALL;

    /// The tag that marks its intervals in the log.
    ///
    /// @return its name in lower case
    public String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Reads a log and merges its windows.
  ///
  /// @param file a `latency.hlog`
  /// @return a histogram for each stage; times are in nanoseconds
  /// @throws BadResultsException if it cannot be read
  public static Map<Stage, Histogram> read(Path file) {
    Map<Stage, Histogram> merged = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      merged.put(stage, new Histogram(HIGHEST_NANOS, SIGNIFICANT_DIGITS));
    }
    try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
      while (reader.hasNext()) {
        EncodableHistogram interval = reader.nextIntervalHistogram();
        Stage stage = interval == null ? null : stageOf(interval.getTag());
        if (stage == null || !(interval instanceof Histogram histogram)) {
          throw new BadResultsException(file, "not an interval log");
        }
        merged.merge(
            stage,
            histogram,
            (all, one) -> {
              all.add(one);
              return all;
            });
      }
    } catch (FileNotFoundException e) {
      throw new BadResultsException(file, "no such file");
    } catch (RuntimeException e) {
      throw e instanceof BadResultsException bad
          ? bad
          : new BadResultsException(file, "not an interval log: " + e.getMessage());
    }
    return merged;
  }

  private static @Nullable Stage stageOf(@Nullable String tag) {
    for (Stage stage : Stage.values()) {
      if (stage.tag().equals(tag)) {
        return stage;
      }
    }
    return null;
  }
}
