package io.lanemark.benchmarks.jmh;

import io.lanemark.benchmarks.suite.HarnessOverheadBenchmark;
import io.lanemark.benchmarks.suite.HarnessOverheadBenchmark.Driver;
import io.lanemark.benchmarks.suite.HarnessOverheadBenchmark.Model;
import io.lanemark.run.TrialOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Measures what the harness adds to a task: forks of both drivers on each model, interleaved.
///
/// @param jvm what the forks run on
/// @param inFlight K, tasks admitted and unfinished
/// @param forks forks of each driver on each model
/// @param seed draws their order
public record HarnessOverhead(MeasuredJvm jvm, int inFlight, int forks, long seed) {

  private static final int WARM_UPS = 2;
  private static final int MEASUREMENTS = 4;

  /// A model with a driver.
  ///
  /// @param model runs the tasks
  /// @param driver keeps K of them in flight
  public record Side(Model model, Driver driver) {}

  /// Runs all forks.
  ///
  /// @param progress receives the result of each fork: the side, and its nanoseconds per task
  /// @return nanoseconds per task of each fork, by side
  /// @throws RunnerException if JMH gives no score for a fork
  public Map<Side, List<Double>> run(BiConsumer<Side, Double> progress) throws RunnerException {
    List<Side> sides = new ArrayList<>();
    for (Model model : Model.values()) {
      for (Driver driver : Driver.values()) {
        sides.add(new Side(model, driver));
      }
    }
    Map<Side, List<Double>> nanosBySide = new LinkedHashMap<>();
    for (TrialOrder.Turn<Side> turn : TrialOrder.draw(sides, forks, seed)) {
      double nanos = nanosPerTask(turn.turnCase());
      nanosBySide.computeIfAbsent(turn.turnCase(), _ -> new ArrayList<>()).add(nanos);
      progress.accept(turn.turnCase(), nanos);
    }
    return nanosBySide;
  }

  private double nanosPerTask(Side side) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(
                        "^" + Pattern.quote(HarnessOverheadBenchmark.class.getName()) + "\\..*$")
                    .param("model", side.model().name())
                    .param("driver", side.driver().name())
                    .param("inFlight", Integer.toString(inFlight))
                    .mode(Mode.AverageTime)
                    .timeUnit(TimeUnit.NANOSECONDS)
                    .threads(1)
                    .forks(1)
                    .warmupIterations(WARM_UPS)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(MEASUREMENTS)
                    .measurementTime(TimeValue.seconds(1))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .jvm(jvm.executable().toString())
                    .jvmArgs(jvm.forkArguments().toArray(String[]::new))
                    .build())
            .run();
    if (results.size() != 1) {
      throw new RunnerException("JMH gave no score for " + side);
    }
    return results.iterator().next().getPrimaryResult().getScore();
  }
}
