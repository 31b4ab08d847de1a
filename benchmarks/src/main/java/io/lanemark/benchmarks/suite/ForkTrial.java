package io.lanemark.benchmarks.suite;

import io.lanemark.load.TaskPlaces;
import io.lanemark.load.WorkloadException;
import io.lanemark.measure.LatencyLogWriter;
import io.lanemark.measure.LatencyRecorder;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.process.launch.ProcessFamily;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.Trial;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private static final Duration NO_TIME = Duration.ZERO;
  private static final Duration PLACES_DEADLINE = Duration.ofSeconds(10);
  private static final int MOST_PLACES = 3;
  private static final int EXIT_OVERRUN = 1;

  private final LatencyRecorder recorder = new LatencyRecorder();
  private final List<Iteration> iterations = new ArrayList<>();
  private final AtomicBoolean failed = new AtomicBoolean();
  private TrialSettings settings;
  private StageWatch watch;
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
    watch =
        new StageWatch(
            settings.folder(),
            Duration.ofMillis(settings.course().stageAllowanceMillis()),
            this::endForTakingTooLong);
    reportingFailure(
        () -> {
          beginStage("the set-up", NO_TIME);
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
          beginStage(
              "window " + (iterations.size() + 1),
              Duration.ofMillis(settings.course().windowMillis()));
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
          beginStage("the tear-down", NO_TIME);
          closeMeasured();
          latencyLog.close();
          return null;
        });
    if (!failed.get()) {
      new ForkReport("", warmUp, tasksPerOperation(), iterations).write(settings.folder());
    }
    beginStage("the end of the fork", NO_TIME);
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

  /// Where the tasks are that run now, for the message of a failure.
  ///
  /// @return a stack frame for each; possibly none
  /// @throws Exception if that cannot be found out
  List<String> runningTasks() throws Exception {
    return new TaskPlaces().call();
  }

  /// Begins the next stage.
  ///
  /// @param name what happens
  /// @param planned how long it takes by plan
  /// @throws IOException if the host cannot be told
  final void beginStage(String name, Duration planned) throws IOException {
    watch.begin(name, planned);
  }

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
        report(reason);
      } finally {
        abandon();
      }
      throw e;
    }
  }

  /// The first failure is the reason for those that follow from it.
  private void report(String failure) {
    if (failed.compareAndSet(false, true)) {
      ForkReport.failed(failure).write(settings.folder());
    }
  }

  private void endForTakingTooLong(ForkStage stage) {
    try {
      report("the workload '%s': %s%s".formatted(workload, stage.overrun(), placesText()));
    } finally {
      ProcessFamily.ofThisJvm().end();
      Runtime.getRuntime().halt(EXIT_OVERRUN);
    }
  }

  /// A worker that hangs may not answer.
  private String placesText() {
    FutureTask<List<String>> question = new FutureTask<>(this::runningTasks);
    Thread.ofPlatform().daemon().name("ask-for-tasks").start(question);
    try {
      List<String> places =
          question.get(PLACES_DEADLINE.toMillis(), TimeUnit.MILLISECONDS).stream()
              .distinct()
              .limit(MOST_PLACES)
              .toList();
      return places.isEmpty() ? "" : "; a task is at " + String.join(", and one at ", places);
    } catch (ExecutionException | TimeoutException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
