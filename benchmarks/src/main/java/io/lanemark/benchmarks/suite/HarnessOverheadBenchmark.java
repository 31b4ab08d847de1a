package io.lanemark.benchmarks.suite;

import io.lanemark.load.ClosedLoop;
import io.lanemark.load.TaskJvm;
import io.lanemark.measure.LatencyRecorder;
import io.lanemark.model.ExecutionModel;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.registry.Registry;
import io.lanemark.task.TaskExecutor;
import io.lanemark.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What does the harness add to a task that does nothing: stamps, comparison of the result,
/// recording? Its closed loop against one written by hand on the JDK's executors, with as many
/// tasks in flight.
@State(Scope.Benchmark)
public class HarnessOverheadBenchmark {

  /// The models, without and with Lanemark.
  public enum Model {
    /// A fixed pool of K platform threads.
    platform {
      @Override
      ExecutorService byHand(int inFlight) {
        return Executors.newFixedThreadPool(inFlight);
      }
    },
    /// A virtual thread for each task.
    virtual {
      @Override
      ExecutorService byHand(int inFlight) {
        return Executors.newVirtualThreadPerTaskExecutor();
      }
    };

    abstract ExecutorService byHand(int inFlight);

    TaskExecutor byHarness(int inFlight) throws Exception {
      return Registry.load(ExecutionModel.class, "model", ExecutionModel::name)
          .named(name())
          .open(
              new ExecutionModel.Opening(
                  inFlight, inFlight, List.of(), new TaskJvm(inFlight, Map.of())));
    }
  }

  /// What keeps K tasks in flight.
  public enum Driver {
    /// The harness.
    harness {
      @Override
      Loop open(Model model, int inFlight) throws Exception {
        TaskExecutor executor = model.byHarness(inFlight);
        Workload<Integer> empty = _ -> 1;
        ClosedLoop loop = new ClosedLoop(executor, empty, 1, inFlight, new LatencyRecorder());
        loop.admit();
        return new Loop(executor, loop::next);
      }
    },
    /// A few lines on the JDK's executors.
    byHand {
      @Override
      Loop open(Model model, int inFlight) {
        ExecutorService executor = model.byHand(inFlight);
        CompletionService<Integer> completions = new ExecutorCompletionService<>(executor);
        Callable<Integer> empty = () -> 1;
        for (int i = 0; i < inFlight; i++) {
          completions.submit(empty);
        }
        return new Loop(
            executor,
            () -> {
              Integer result = completions.take().get();
              completions.submit(empty);
              return result;
            });
      }
    };

    abstract Loop open(Model model, int inFlight) throws Exception;
  }

  /// A loop that keeps K tasks in flight.
  record Loop(ExecutorService executor, Callable<?> next) {}

  /// The model.
  @Param public Model model;

  /// The driver.
  @Param public Driver driver;

  /// K, tasks admitted and unfinished.
  @Param("64")
  public int inFlight;

  private Loop loop;

  /// For JMH.
  public HarnessOverheadBenchmark() {}

  /// Brings K tasks in flight.
  ///
  /// @throws Exception if the model cannot be opened
  @Setup
  public void open() throws Exception {
    ParentWatch.haltWhenParentEnds(() -> {});
    loop = driver.open(model, inFlight);
  }

  /// Takes one completion and submits the next task.
  ///
  /// @return what the loop returned
  /// @throws Exception if a task failed
  @Benchmark
  public Object completeOneSubmitNext() throws Exception {
    return loop.next().call();
  }

  /// Closes the model.
  @TearDown
  public void close() {
    loop.executor().close();
  }
}
