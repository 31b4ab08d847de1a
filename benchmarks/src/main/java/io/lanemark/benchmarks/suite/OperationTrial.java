package io.lanemark.benchmarks.suite;

import io.lanemark.benchmarks.operation.OpenOperation;
import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.load.ClosedLoop;
import io.lanemark.load.WarmUp;
import io.lanemark.measure.ForeignWindow;
import io.lanemark.model.ExecutionModel;
import io.lanemark.results.Iteration;
import io.lanemark.results.Trial;
import io.lanemark.task.WorkerInitializer;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One operation, called again and again, for the life of one fork.
///
/// Results are checked between the calls. Neither this class nor JMH times the checks, but the
/// figures of the process tree include them.
@State(Scope.Benchmark)
public class OperationTrial extends ForkTrial {

  private Operation operation;
  private OpenOperation openOperation;
  private long[] callNanos = {};
  private ForeignWindow treeWindow;
  private long windowStartNanos;
  private long windowNanos;

  /// For JMH.
  public OperationTrial() {}

  /// Opens the operation, and calls it until its times are steady.
  @Override
  Trial.WarmUp openWarm() throws Exception {
    operation = Operations.named(workload);
    callNanos = new long[operation.callsPerCheck()];
    beginStage("the opening of the operation", Duration.ofSeconds(workers));
    long startNanos = System.nanoTime();
    openOperation =
        operation
            .implementation(model)
            .opener()
            .open(
                new ExecutionModel.Opening(
                    workers, inFlight, settings().workerJvmArguments(), WorkerInitializer.NONE));
    callAndCheck();
    double openSeconds = (System.nanoTime() - startNanos) / 1e9;
    Duration limit = Duration.ofMillis(settings().course().warmUpLimitMillis());
    beginStage("the warm-up", limit);
    long warmUpNanos = System.nanoTime();
    WarmUp.Result warmed =
        new WarmUp(limit, 1, () -> ForeignWindow.begin(pid(), List.of()).end())
            .run(this::callAndCheck);
    double seconds = (System.nanoTime() - warmUpNanos) / 1e9;
    return new Trial.WarmUp(
        seconds, warmed.tasks() * tasksPerOperation(), warmed.steady(), openSeconds);
  }

  @Override
  void beginReading() {
    treeWindow = ForeignWindow.begin(pid(), List.of());
  }

  @Override
  void beginCounting() {
    recorder().reset();
    windowStartNanos = System.nanoTime();
  }

  /// Calls the operation as often as it is called between two checks.
  ///
  /// @return nanoseconds of the last call
  /// @throws Exception if a call failed
  long call() throws Exception {
    return reportingFailure(this::timedCalls);
  }

  /// Checks the results, and records the times.
  ///
  /// @throws Exception if a result is wrong
  @TearDown(Level.Invocation)
  public void check() throws Exception {
    reportingFailure(
        () -> {
          openOperation.check();
          for (long nanos : callNanos) {
            recorder().recordCall(nanos, operation.tasks());
          }
          return null;
        });
  }

  /// The time stamp of the end of one call is that of the start of the next.
  private long timedCalls() throws Exception {
    long begunNanos = System.nanoTime();
    for (int i = 0; i < callNanos.length; i++) {
      openOperation.call();
      long endedNanos = System.nanoTime();
      callNanos[i] = endedNanos - begunNanos;
      begunNanos = endedNanos;
    }
    return callNanos[callNanos.length - 1];
  }

  private ClosedLoop.Served callAndCheck() throws Exception {
    long nanos = timedCalls();
    openOperation.check();
    return new ClosedLoop.Served(nanos, nanos, 0);
  }

  @Override
  void endCounting() {
    windowNanos = System.nanoTime() - windowStartNanos;
  }

  /// All tasks of a call are in flight while it lasts.
  @Override
  Iteration endReading() {
    return Iteration.ofLoad(
        recorder().count() * operation.tasks(),
        windowNanos,
        Math.round(recorder().residenceNanos() * operation.tasks()),
        treeWindow.end());
  }

  @Override
  void closeMeasured() throws Exception {
    openOperation.close();
  }

  /// Processes of the calls end with this one. Remaining threads must not keep it alive.
  @Override
  void abandon() {
    Runtime.getRuntime().halt(1);
  }

  @Override
  int tasksPerOperation() {
    return operation == null ? 1 : operation.tasks() * callNanos.length;
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }
}
