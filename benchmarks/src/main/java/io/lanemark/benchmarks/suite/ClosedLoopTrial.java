package io.lanemark.benchmarks.suite;

import io.lanemark.load.ClosedLoop;
import io.lanemark.load.MachineryWarmUp;
import io.lanemark.load.TaskJvm;
import io.lanemark.load.WarmUp;
import io.lanemark.load.WorkloadException;
import io.lanemark.measure.LatencyLogWriter;
import io.lanemark.measure.LatencyRecorder;
import io.lanemark.measure.ResourceUsage;
import io.lanemark.measure.TreeWindow;
import io.lanemark.model.ExecutionModel;
import io.lanemark.process.ParentWatch;
import io.lanemark.registry.Registry;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.TreeFigures;
import io.lanemark.results.Trial;
import io.lanemark.task.TaskExecutor;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadProvider;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// An execution model, warm and with K tasks in flight, for the life of one fork.
///
/// The figures of a window are taken here and not by a JMH profiler, whose own window includes the
/// set-up of the iteration.
@State(Scope.Benchmark)
public class ClosedLoopTrial {

  /// How long the loop runs uncounted before each window, after the pause in which memory was read.
  private static final Duration SETTLING = Duration.ofMillis(50);

  /// Name of the execution model.
  @Param("serial")
  public String model;

  /// Name of the workload.
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
  private TaskExecutor executor;
  private ClosedLoop loop;
  private TreeWindow treeWindow;
  private Instant windowBeganAt;
  private LatencyLogWriter latencyLog;
  private Trial.WarmUp warmUp;

  /// For JMH.
  public ClosedLoopTrial() {}

  /// Opens the model, brings K tasks in flight, and warms every worker until it is steady.
  ///
  /// @throws Exception if any of that fails
  @Setup(Level.Trial)
  public void open() throws Exception {
    ParentWatch.haltWhenParentEnds(() -> {});
    settings = TrialSettings.ofThisFork();
    reportingFailure(
        () -> {
          latencyLog = new LatencyLogWriter(settings.folder().resolve(LatencyLog.FILE_NAME));
          TaskJvm taskJvm = new TaskJvm(inFlight, settings.backends());
          Workload<?> task = makeWorkload();
          Serializable expected = taskJvm.runInCaller(task);
          long startNanos = System.nanoTime();
          executor = openModel(taskJvm);
          executor.submit(() -> 1).get();
          double openSeconds = (System.nanoTime() - startNanos) / 1e9;
          loop = new ClosedLoop(executor, task, expected, inFlight, recorder);
          warmUp = warmUp(openSeconds);
          return null;
        });
  }

  /// Lets the loop run in again, and begins a window.
  ///
  /// @throws Exception if a task failed
  @Setup(Level.Iteration)
  public void beginWindow() throws Exception {
    reportingFailure(
        () -> {
          loop.settle(SETTLING);
          treeWindow = beginReading();
          windowBeganAt = Instant.now();
          loop.beginWindow();
          return null;
        });
  }

  /// Takes one completion and submits the next task.
  ///
  /// @return its service time in nanoseconds
  /// @throws Exception if the task failed, or its result is wrong
  long next() throws Exception {
    return reportingFailure(loop::next).serviceNanos();
  }

  /// Ends the window and takes its figures.
  ///
  /// @throws Exception if a worker could not be asked, or the log cannot be written
  @TearDown(Level.Iteration)
  public void endWindow() throws Exception {
    reportingFailure(
        () -> {
          ClosedLoop.Window window = loop.endWindow();
          Instant windowEndedAt = Instant.now();
          TreeFigures figures = treeWindow.end();
          iterations.add(
              Iteration.ofLoad(
                  window.completions(), window.windowNanos(), window.residenceNanos(), figures));
          latencyLog.append(recorder, windowBeganAt, windowEndedAt);
          return null;
        });
  }

  /// Ends the load, closes the model, and reports to the host.
  ///
  /// @throws Exception if a task failed, or the report cannot be written
  @TearDown(Level.Trial)
  public void close() throws Exception {
    reportingFailure(
        () -> {
          loop.drain();
          executor.close();
          latencyLog.close();
          return null;
        });
    new ForkReport("", warmUp, iterations).write(settings.folder());
  }

  private TaskExecutor openModel(TaskJvm taskJvm) throws Exception {
    return Registry.load(ExecutionModel.class, "model", ExecutionModel::name)
        .named(model)
        .open(
            new ExecutionModel.Opening(workers, inFlight, settings.workerJvmArguments(), taskJvm));
  }

  private Workload<?> makeWorkload() {
    WorkloadProvider provider =
        Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name).named(workload);
    return makeWorkload(provider, Arguments.parse(provider.parameters(), arguments));
  }

  Workload<?> makeWorkload(WorkloadProvider provider, Arguments parsed) {
    return provider.create(parsed);
  }

  private Trial.WarmUp warmUp(double openSeconds) throws Exception {
    int jvms = executor.inEachJvm(ResourceUsage::ofThisJvm).size();
    Duration half = Duration.ofMillis(settings.warmUpLimitMillis() / 2);
    long startNanos = System.nanoTime();
    long emptyTasks = new MachineryWarmUp(half, jvms).run(executor, inFlight);
    loop.admit();
    WarmUp.Result warmed = new WarmUp(half, jvms, () -> beginReading().end()).run(loop);
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return new Trial.WarmUp(seconds, emptyTasks + warmed.tasks(), warmed.steady(), openSeconds);
  }

  /// The loop goes on while the counters of all JVMs are read: a pause would hand the window up to
  /// K completions for nothing.
  private TreeWindow beginReading() throws Exception {
    FutureTask<TreeWindow> reading =
        new FutureTask<>(() -> TreeWindow.begin(executor, settings.backendPids()));
    Thread.ofPlatform().name("read-counters").start(reading);
    while (!reading.isDone()) {
      loop.next();
    }
    return reading.get();
  }

  /// JMH answers a failed fork with no result and no reason, so the fork leaves the reason itself.
  /// An executor that stayed open would keep the fork alive.
  private <T> T reportingFailure(Callable<T> step) throws Exception {
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
        new ForkReport(reason, Trial.WarmUp.NONE, iterations).write(settings.folder());
      } finally {
        if (executor != null) {
          executor.shutdownNow();
        }
      }
      throw e;
    }
  }
}
