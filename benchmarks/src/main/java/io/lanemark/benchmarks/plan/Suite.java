package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.benchmarks.suite.CpuBoundBenchmark;
import io.lanemark.benchmarks.suite.DispatchBenchmark;
import io.lanemark.benchmarks.suite.IoBoundBenchmark;
import io.lanemark.benchmarks.suite.MixedBenchmark;
import io.lanemark.benchmarks.suite.SpawnBenchmark;
import io.lanemark.benchmarks.suite.TransportBenchmark;
import io.lanemark.registry.UnknownNameException;
import io.lanemark.workload.WorkloadKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A set of cases that answers one question: a benchmark, and the workloads or operations that it
/// applies to.
public enum Suite {
  /// Work that computes, with as many workers as cores.
  CPU(
      "work that computes, as many workers as cores",
      new OfWorkloads(CpuBoundBenchmark.class, List.of(WorkloadKind.CPU))),

  /// Work that waits, with as many workers as the model can have.
  IO(
      "work that waits, as many workers as the model can have",
      new OfWorkloads(IoBoundBenchmark.class, List.of(WorkloadKind.IO, WorkloadKind.CONTROL))),

  /// Work that does both, like a request to a service.
  MIXED(
      "work that waits and computes, as many workers as the model can have",
      new OfWorkloads(MixedBenchmark.class, List.of(WorkloadKind.MIXED))),

  /// Handing out tasks.
  DISPATCH(
      "what it costs to submit tasks and get their results",
      new OfOperations(DispatchBenchmark.class, Operations.DISPATCH)),

  /// Carrying bytes and objects.
  TRANSPORT(
      "what it costs to send bytes to another JVM and back, and the same on the process pool",
      new OfOperations(TransportBenchmark.class, Operations.TRANSPORT)),

  /// Starting workers.
  SPAWN(
      "what it costs to start a worker", new OfOperations(SpawnBenchmark.class, Operations.SPAWN));

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // Records of what cannot be changed.
  private final Content content;

  Suite(String description, Content content) {
    this.description = description;
    this.content = content;
  }

  /// What the cases of a suite are about: workloads or operations.
  private sealed interface Content {
    String benchmark();
  }

  private record OfWorkloads(Class<?> type, List<WorkloadKind> kinds) implements Content {
    @Override
    public String benchmark() {
      return method(type);
    }
  }

  private record OfOperations(Class<?> type, List<Operation> operations) implements Content {
    @Override
    public String benchmark() {
      return type.getName() + ".call";
    }
  }

  /// The suite with this label.
  ///
  /// @param label as [#label] returns it
  /// @return the suite
  /// @throws UnknownNameException if there is none; the message lists all names
  public static Suite labelled(String label) {
    for (Suite suite : values()) {
      if (suite.label().equals(label)) {
        return suite;
      }
    }
    List<String> valid = Arrays.stream(values()).map(Suite::label).toList();
    throw new UnknownNameException("suite", label, valid);
  }

  /// The suite that an operation belongs to.
  static Suite of(Operation operation) {
    return Arrays.stream(values())
        .filter(suite -> suite.takes(operation))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no suite has " + operation.name()));
  }

  /// The suite that a kind of workload belongs to.
  static Suite of(WorkloadKind kind) {
    return Arrays.stream(values())
        .filter(suite -> suite.takes(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no suite takes " + kind));
  }

  /// The name that selects it.
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
    return content instanceof OfWorkloads of && of.kinds().contains(kind);
  }

  /// Whether an operation belongs to it.
  ///
  /// @param operation the operation
  /// @return true if it does
  public boolean takes(Operation operation) {
    return content instanceof OfOperations of && of.operations().contains(operation);
  }

  /// Full name of its benchmark method.
  ///
  /// @return class and method
  public String benchmark() {
    return content.benchmark();
  }

  /// Full name of the method of a benchmark of workloads.
  static String method(Class<?> benchmark) {
    return benchmark.getName() + ".completeOneSubmitNext";
  }
}
