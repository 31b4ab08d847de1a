package io.lanemark.decision;

import io.lanemark.results.Iteration;
import io.lanemark.results.TreeFigures;
import io.lanemark.results.Trial;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A number that every trial has, over all its windows; null if the system did not report it.
public enum Metric {
  /// Tasks per second: all operations over all time.
  SCORE(Trial::operationsPerSecond),
  /// Proportional set size of the process tree, the mean of the windows' ends, in bytes.
  PSS_BYTES(trial -> mean(trial, tree -> tree.memory().pssBytes())),
  /// Private memory of the process tree, the mean of the windows' ends, in bytes.
  USS_BYTES(trial -> mean(trial, tree -> tree.memory().ussBytes())),
  /// Resident set sizes of the process tree, the mean of the windows' ends, in bytes.
  RSS_BYTES(trial -> mean(trial, tree -> tree.memory().rssBytes())),
  /// Processor time in user mode for each task, in nanoseconds.
  CPU_USER_NANOS(trial -> perTask(trial, tree -> tree.cpu().cpuUserNanos())),
  /// Processor time in the kernel for each task, in nanoseconds.
  CPU_SYSTEM_NANOS(trial -> perTask(trial, tree -> tree.cpu().cpuSystemNanos())),
  /// Context switches that waited for something, for each task.
  VOLUNTARY_SWITCHES(trial -> perTask(trial, tree -> tree.cpu().voluntarySwitches())),
  /// Context switches that were pre-empted, for each task.
  INVOLUNTARY_SWITCHES(trial -> perTask(trial, tree -> tree.cpu().involuntarySwitches())),
  /// Processes of the tree, the mean of the windows' ends.
  JVMS(trial -> mean(trial, tree -> (long) tree.jvms())),
  /// Threads of the tree, the mean of the windows' ends.
  THREADS(trial -> mean(trial, tree -> (long) tree.threads())),
  /// Processor time of the backends for each task, in nanoseconds.
  BACKEND_CPU_NANOS(trial -> perTask(trial, TreeFigures::backendCpuNanos)),
  /// The backends' part of the processor time of backends and process tree, from 0 to 1.
  BACKEND_SHARE(Metric::backendShare),
  /// Warm-up before the first window, in seconds.
  WARM_UP_SECONDS(trial -> trial.warmUp().seconds()),
  /// From opening the execution model to its first completed task, in seconds.
  OPEN_SECONDS(trial -> trial.warmUp().openSeconds());

  // The functions have no state, but their type does not show that.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Trial, @Nullable Double> reading;

  Metric(Function<Trial, @Nullable Double> reading) {
    this.reading = reading;
  }

  /// Reads the number.
  ///
  /// @param trial a trial that is done
  /// @return its value; null if a window does not have it
  public @Nullable Double of(Trial trial) {
    return reading.apply(trial);
  }

  private static double sum(Trial trial, ToLongFunction<Iteration> figure) {
    return trial.iterations().stream().mapToLong(figure).sum();
  }

  private static @Nullable Double mean(Trial trial, Function<TreeFigures, @Nullable Long> figure) {
    Double total = total(trial, figure);
    return total == null ? null : total / trial.iterations().size();
  }

  private static @Nullable Double perTask(
      Trial trial, Function<TreeFigures, @Nullable Long> figure) {
    Double total = total(trial, figure);
    return total == null ? null : total / sum(trial, Iteration::completions);
  }

  private static @Nullable Double backendShare(Trial trial) {
    Double backend = total(trial, TreeFigures::backendCpuNanos);
    Double user = total(trial, tree -> tree.cpu().cpuUserNanos());
    Double system = total(trial, tree -> tree.cpu().cpuSystemNanos());
    if (backend == null || user == null || system == null) {
      return null;
    }
    double all = backend + user + system;
    return all == 0 ? null : backend / all;
  }

  private static @Nullable Double total(Trial trial, Function<TreeFigures, @Nullable Long> figure) {
    double total = 0;
    for (Iteration iteration : trial.iterations()) {
      Long value = figure.apply(iteration.tree());
      if (value == null) {
        return null;
      }
      total += value;
    }
    return total;
  }
}
