package io.lanemark.benchmarks.suite;

import io.lanemark.load.WorkloadException;
import io.lanemark.measure.LatencyLogWriter;
import io.lanemark.measure.LatencyRecorder;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The course of a trial in its fork, whatever is measured: open and warm up, measure one window
/// after the other, close, report to the host.
///
/// The figures of a window are taken here and not by a JMH profiler, whose own window includes the
/// set-up of the iteration.
@State(Scope.Benchmark)
public abstract class ForkTrial {

  /// Name of the execution model, or of what takes its place.
  @Param("serial")
  public String model;

  /// Name of the workload, or of what takes its place.
  @Param("sha256")
  public String workload;

  /// The workload's parameters as canonical text.
  @Param("")
  public String arguments;

  /// K, tasks admitted and unfinished.
  @Param("1")
  public int inFlight;

  /// W, tasks that can be in service at once.
  @Param("1")
  public int workers;

  private final LatencyRecorder recorder = new LatencyRecorder();
  private final List<Iteration> iterations = new ArrayList<>();
  private TrialSettings settings;
  private LatencyLogWriter latencyLog;
  private Trial.WarmUp warmUp;
  private Instant windowBeganAt;

  /// For subclasses.
  protected ForkTrial() {}

  /// Opens what is measured, and warms it.
  ///
  /// @throws Exception if any of that fails
  @Setup(Level.Trial)
  public void open() throws Exception {
    ParentWatch.haltWhenParentEnds(() -> {});
    settings = TrialSettings.ofThisFork();
    reportingFailure(
        () -> {
          latencyLog = new LatencyLogWriter(settings.folder().resolve(LatencyLog.FILE_NAME));
          warmUp = openWarm();
          return null;
        });
  }

  /// Begins a window.
  ///
  /// @throws Exception if what is measured failed
  @Setup(Level.Iteration)
  public void beginWindow() throws Exception {
    reportingFailure(
        () -> {
          beginReading();
          windowBeganAt = Instant.now();
          beginCounting();
          return null;
        });
  }

  /// Ends the window and takes its figures.
  ///
  /// @throws Exception if they cannot be read, or the log cannot be written
  @TearDown(Level.Iteration)
  public void endWindow() throws Exception {
    reportingFailure(
        () -> {
          endCounting();
          Instant windowEndedAt = Instant.now();
          iterations.add(endReading());
          latencyLog.append(recorder, windowBeganAt, windowEndedAt);
          return null;
        });
  }

  /// Closes what is measured, and reports to the host.
  ///
  /// @throws Exception if it failed, or the report cannot be written
  @TearDown(Level.Trial)
  public void close() throws Exception {
    reportingFailure(
        () -> {
          closeMeasured();
          latencyLog.close();
          return null;
        });
    new ForkReport("", warmUp, tasksPerOperation(), iterations).write(settings.folder());
  }

  /// Opens what is measured, and warms it until a window may begin.
  abstract Trial.WarmUp openWarm() throws Exception;

  /// Reads the counters of processes, before the window.
  abstract void beginReading() throws Exception;

  /// Starts counting, with an empty recorder.
  abstract void beginCounting();

  /// Stops counting.
  abstract void endCounting();

  /// Reads the counters of processes again.
  abstract Iteration endReading() throws Exception;

  /// Closes what was opened.
  abstract void closeMeasured() throws Exception;

  /// Closes what was opened as fast as possible. Nothing that stays open may keep the fork alive.
  abstract void abandon();

  /// How many tasks one operation of JMH completes.
  abstract int tasksPerOperation();

  /// What the host told this fork.
  final TrialSettings settings() {
    return settings;
  }

  /// Records the times of a window.
  final LatencyRecorder recorder() {
    return recorder;
  }

  /// JMH gives neither a result nor a reason if a fork fails, so the fork reports the reason
  /// itself.
  final <T> T reportingFailure(Callable<T> step) throws Exception {
    try {
      return step.call();
    } catch (Exception | Error e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      String text =
          cause instanceof WorkloadException fault
              ? "the workload '%s': %s".formatted(workload, fault.getMessage())
              : String.valueOf(cause);
      String reason = text.lines().findFirst().orElse("no reason given");
      try {
        new ForkReport(reason, Trial.WarmUp.NONE, tasksPerOperation(), iterations)
            .write(settings.folder());
      } finally {
        abandon();
      }
      throw e;
    }
  }
}
