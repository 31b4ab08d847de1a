package io.lanemark.benchmarks.suite;

import io.lanemark.load.ClosedLoop;
import io.lanemark.load.MachineryWarmUp;
import io.lanemark.load.TaskJvm;
import io.lanemark.load.TaskPlaces;
import io.lanemark.load.WarmUp;
import io.lanemark.measure.ResourceUsage;
import io.lanemark.measure.TreeWindow;
import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.results.Iteration;
import io.lanemark.results.Trial;
import io.lanemark.task.TaskExecutor;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadProvider;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// An execution model, warm and with K tasks in flight, for the life of one fork.
@State(Scope.Benchmark)
public class ClosedLoopTrial extends ForkTrial {

  /// How long the loop runs before each window without being counted, after the pause for reading
  /// memory.
  private static final Duration SETTLING = Duration.ofMillis(50);

  /// Cores that are busy start a JVM in this time, one after the other.
  private static final Duration WORKER_START = Duration.ofSeconds(1);

  private volatile TaskExecutor executor;
  private ClosedLoop loop;
  private ClosedLoop.Window window;
  private TreeWindow treeWindow;

  /// For JMH.
  public ClosedLoopTrial() {}

  /// Opens the model, brings K tasks in flight, and warms every worker until it is steady.
  @Override
  Trial.WarmUp openWarm() throws Exception {
    TaskJvm taskJvm = new TaskJvm(inFlight, settings().backends());
    Workload<?> task = makeWorkload();
    Serializable expected = taskJvm.runInCaller(task);
    beginStage("the opening of the execution model", WORKER_START.multipliedBy(workers));
    long startNanos = System.nanoTime();
    executor = openModel(taskJvm);
    executor.submit(() -> 1).get();
    double openSeconds = (System.nanoTime() - startNanos) / 1e9;
    loop = new ClosedLoop(executor, task, expected, inFlight, recorder());
    return warmUp(openSeconds);
  }

  /// Lets the loop settle first.
  @Override
  void beginReading() throws Exception {
    loop.settle(SETTLING);
    treeWindow = readBeside();
  }

  @Override
  void beginCounting() {
    loop.beginWindow();
  }

  /// Takes one completion and submits the next task.
  ///
  /// @return its service time in nanoseconds
  /// @throws Exception if the task failed, or its result is wrong
  long next() throws Exception {
    return reportingFailure(loop::next).serviceNanos();
  }

  @Override
  void endCounting() {
    window = loop.endWindow();
  }

  @Override
  Iteration endReading() throws Exception {
    return Iteration.ofLoad(
        window.completions(), window.windowNanos(), window.residenceNanos(), treeWindow.end());
  }

  @Override
  void closeMeasured() throws Exception {
    loop.drain();
    executor.close();
  }

  @Override
  void abandon() {
    if (executor != null) {
      executor.shutdownNow();
    }
  }

  /// Also those in worker processes.
  @Override
  List<String> runningTasks() throws Exception {
    TaskExecutor running = executor;
    return running == null
        ? super.runningTasks()
        : running.inEachJvm(new TaskPlaces()).stream().flatMap(List::stream).toList();
  }

  @Override
  int tasksPerOperation() {
    return 1;
  }

  private TaskExecutor openModel(TaskJvm taskJvm) throws Exception {
    return Registry.load(ExecutionModel.class, "model", ExecutionModel::name)
        .named(model)
        .open(
            new ExecutionModel.Opening(
                workers, inFlight, settings().workerJvmArguments(), taskJvm));
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
    Duration limit = Duration.ofMillis(settings().course().warmUpLimitMillis());
    beginStage("the warm-up", limit);
    Duration half = limit.dividedBy(2);
    long startNanos = System.nanoTime();
    long emptyTasks = new MachineryWarmUp(half, jvms).run(executor, inFlight);
    loop.admit();
    WarmUp.Result warmed = new WarmUp(half, jvms, () -> readBeside().end()).run(loop::next);
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return new Trial.WarmUp(seconds, emptyTasks + warmed.tasks(), warmed.steady(), openSeconds);
  }

  /// The loop goes on while the counters of all JVMs are read: after a pause, the window would
  /// begin with up to K completions that cost it no time.
  private TreeWindow readBeside() throws InterruptedException, ExecutionException {
    FutureTask<TreeWindow> reading =
        new FutureTask<>(() -> TreeWindow.begin(executor, settings().backendPids()));
    Thread.ofPlatform().name("read-counters").start(reading);
    while (!reading.isDone()) {
      loop.next();
    }
    return reading.get();
  }
}
