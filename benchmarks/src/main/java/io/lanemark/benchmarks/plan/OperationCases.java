package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.operation.Implementation;
import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.results.Case;
import io.lanemark.results.Run.ModelDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The cases of operations: each with the subjects that it has itself, and with its own K and W.
///
/// @param operations what is called
/// @param wanted which subjects take part, by name
/// @param cores processors that this process may use
/// @param peers other runtimes that do the same beside; possibly none
record OperationCases(
    List<Operation> operations, Predicate<String> wanted, int cores, List<Peer> peers) {

  /// Every case, with the reason why it cannot run, which is empty where it can.
  Map<Case, String> notes() {
    Map<Case, String> notes = new LinkedHashMap<>();
    for (Operation operation : operations) {
      int workers = operation.workers(cores);
      for (Implementation subject : subjects(operation)) {
        notes.put(caseOf(operation, subject.name(), workers, Case.DEFAULT_VARIANT), "");
      }
      for (Peer peer : peers) {
        operation.pythonSubjects().stream()
            .filter(wanted)
            .forEach(
                name ->
                    notes.put(
                        caseOf(operation, name, peer.isAbsent() ? 0 : workers, peer.variant()),
                        peer.absence()));
      }
    }
    return notes;
  }

  /// What takes part, each once.
  List<ModelDescription> models() {
    Map<String, ModelDescription> byName = new LinkedHashMap<>();
    for (Operation operation : operations) {
      for (Implementation subject : subjects(operation)) {
        byName.putIfAbsent(
            subject.name(), new ModelDescription(subject.name(), subject.description()));
      }
    }
    return List.copyOf(byName.values());
  }

  private List<Implementation> subjects(Operation operation) {
    return operation.subjects().stream().filter(subject -> wanted.test(subject.name())).toList();
  }

  private static Case caseOf(Operation operation, String subject, int workers, String variant) {
    Map<String, String> parameters =
        Map.of(
            Case.MODEL, subject,
            Case.WORKLOAD, operation.name(),
            Case.ARGUMENTS, operation.argumentsText(),
            Case.IN_FLIGHT, Integer.toString(operation.tasks()),
            Case.WORKERS, Integer.toString(workers));
    return new Case(
        Suite.of(operation).benchmark(), Planner.MODE, new TreeMap<>(parameters), 1, variant);
  }
}
