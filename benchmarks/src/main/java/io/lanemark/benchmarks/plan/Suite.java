package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.suite.CpuBoundBenchmark;
import io.lanemark.benchmarks.suite.IoBoundBenchmark;
import io.lanemark.benchmarks.suite.MixedBenchmark;
import io.lanemark.registry.UnknownNameException;
import io.lanemark.workload.WorkloadKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A set of cases that answers one question: a benchmark, and the kinds of workload it makes sense
/// for.
public enum Suite {
  /// Work that computes, with as many workers as cores.
  CPU(CpuBoundBenchmark.class, "work that computes, as many workers as cores", WorkloadKind.CPU),

  /// Work that waits, with as many workers as the model can have.
  IO(
      IoBoundBenchmark.class,
      "work that waits, as many workers as the model can have",
      WorkloadKind.IO,
      WorkloadKind.CONTROL),

  /// Work that does both, as a request to a service does.
  MIXED(
      MixedBenchmark.class,
      "work that waits and computes, as many workers as the model can have",
      WorkloadKind.MIXED);

  private static final String METHOD = "completeOneSubmitNext";

  private final Class<?> benchmark;
  private final String description;

  @SuppressWarnings(
      "ImmutableEnumChecker") // A set that cannot be changed, of a type that does not say so.
  private final Set<WorkloadKind> kinds;

  Suite(Class<?> benchmark, String description, WorkloadKind first, WorkloadKind... others) {
    this.benchmark = benchmark;
    this.description = description;
    this.kinds = Collections.unmodifiableSet(EnumSet.of(first, others));
  }

  /// The suite with this label.
  ///
  /// @param label as [#label] answers it
  /// @return the suite
  /// @throws UnknownNameException if there is none; the message lists those that there are
  public static Suite labelled(String label) {
    for (Suite suite : values()) {
      if (suite.label().equals(label)) {
        return suite;
      }
    }
    List<String> valid = Arrays.stream(values()).map(Suite::label).toList();
    throw new UnknownNameException("suite", label, valid);
  }

  /// The name it is asked for by.
  ///
  /// @return lower case
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it measures, in one line.
  ///
  /// @return a phrase without a full stop
  public String description() {
    return description;
  }

  /// Whether a kind of workload belongs to it.
  ///
  /// @param kind the kind
  /// @return true if it does
  public boolean takes(WorkloadKind kind) {
    return kinds.contains(kind);
  }

  /// Full name of its benchmark method.
  ///
  /// @return class and method
  public String benchmark() {
    return method(benchmark);
  }

  /// Full name of the method of a benchmark.
  static String method(Class<?> benchmark) {
    return benchmark.getName() + "." + METHOD;
  }
}
