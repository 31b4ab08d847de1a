package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.operation.Implementation;
import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.results.Case;
import io.lanemark.results.Run.ModelDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The cases of operations: each operation with its own implementations, K and W.
///
/// @param operations what is called
/// @param wanted which implementations take part, by name
/// @param cores processors that this process may use
/// @param peers other runtimes that do the same work in the same run; possibly none
record OperationCases(
    List<Operation> operations, Predicate<String> wanted, int cores, List<Peer> peers) {

  /// Every case, those of peers after the others of their operation.
  List<PlannedCase> cases() {
    List<PlannedCase> cases = new ArrayList<>();
    for (Operation operation : operations) {
      for (Implementation implementation : implementations(operation)) {
        cases.add(planned(operation, implementation.name(), Case.DEFAULT_VARIANT));
      }
      for (Peer peer : peers) {
        operation.pythonImplementations().stream()
            .filter(wanted)
            .map(name -> peer.unlessAbsent(planned(operation, name, peer.variant())))
            .forEach(cases::add);
      }
    }
    return cases;
  }

  /// The implementations that take part, each once.
  List<ModelDescription> models() {
    Map<String, ModelDescription> byName = new LinkedHashMap<>();
    for (Operation operation : operations) {
      for (Implementation implementation : implementations(operation)) {
        byName.putIfAbsent(
            implementation.name(),
            new ModelDescription(implementation.name(), implementation.description()));
      }
    }
    return List.copyOf(byName.values());
  }

  private List<Implementation> implementations(Operation operation) {
    return operation.implementations().stream()
        .filter(implementation -> wanted.test(implementation.name()))
        .toList();
  }

  private PlannedCase planned(Operation operation, String implementation, String variant) {
    Case planned =
        new CaseParameters(
                implementation,
                operation.name(),
                operation.argumentsText(),
                operation.tasks(),
                operation.workers(cores))
            .caseOf(Suite.of(operation).benchmark(), variant);
    return new PlannedCase.Runs(planned, "");
  }
}
