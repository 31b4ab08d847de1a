package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.operation.Implementation;
import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.registry.UnknownNameException;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.WorkloadProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds what the names of a selection stand for. Every method throws `IllegalArgumentException` if
/// a name is unknown, or does not fit the other choices; the message says what would fit.
///
/// @param models all execution models
/// @param workloads all workloads
/// @param selection what was asked for
record SelectionResolver(
    Registry<ExecutionModel> models, Registry<WorkloadProvider> workloads, Selection selection) {

  /// The operations. One that is asked for by name must belong to a suite that is asked for.
  List<Operation> chosenOperations() {
    List<Operation> named =
        workloadNames().stream()
            .flatMap(name -> Operations.find(name).stream())
            .distinct()
            .toList();
    return ofSuites(
        named, Suite::takes, operation -> "the operation '%s'".formatted(operation.name()));
  }

  /// The workloads, with a value for each parameter.
  Map<WorkloadProvider, Arguments> chosenWorkloads() {
    List<WorkloadProvider> named =
        workloadNames().stream()
            .filter(name -> Operations.find(name).isEmpty())
            .map(this::workloadNamed)
            .toList();
    List<WorkloadProvider> chosen =
        ofSuites(
            named,
            (suite, workload) -> suite.takes(workload.kind()),
            workload -> "the workload '%s' of kind %s".formatted(workload.name(), workload.kind()));
    checkParameters(chosen);
    Map<WorkloadProvider, Arguments> result = new LinkedHashMap<>();
    chosen.forEach(workload -> result.put(workload, arguments(workload)));
    return result;
  }

  /// The execution models that serve the workloads. A name that only an implementation of an
  /// operation has is not one of them.
  ///
  /// @param operations what else was chosen
  List<ExecutionModel> chosenModels(List<Operation> operations) {
    if (selection.names().models().isEmpty()) {
      return models.named(selection.profile().models());
    }
    List<String> executionModels = executionModelNames();
    Set<String> implementations =
        operations.stream()
            .flatMap(
                operation ->
                    Stream.concat(
                        operation.implementations().stream().map(Implementation::name),
                        operation.pythonImplementations().stream()))
            .collect(Collectors.toSet());
    return models.named(
        selection.names().models().stream()
            .filter(name -> executionModels.contains(name) || !implementations.contains(name))
            .toList());
  }

  /// Which implementations of operations take part, by name: those that were asked for; if none
  /// were, the models of the profile and all that are not execution models.
  Predicate<String> wantedImplementations() {
    if (!selection.names().models().isEmpty()) {
      return selection.names().models()::contains;
    }
    List<String> executionModels = executionModelNames();
    return name -> !executionModels.contains(name) || selection.profile().models().contains(name);
  }

  private List<String> executionModelNames() {
    return models.all().stream().map(ExecutionModel::name).toList();
  }

  private List<String> workloadNames() {
    return selection.names().workloads().isEmpty()
        ? selection.profile().workloads()
        : selection.names().workloads();
  }

  /// Those that belong to the suites. Everything that the command itself names must belong to them.
  private <T> List<T> ofSuites(
      List<T> named, BiPredicate<Suite, T> takes, Function<T, String> label) {
    List<Suite> suites =
        selection.names().suites().isEmpty() ? List.of(Suite.values()) : selection.names().suites();
    List<T> chosen =
        named.stream()
            .filter(each -> suites.stream().anyMatch(suite -> takes.test(suite, each)))
            .toList();
    if (!selection.names().workloads().isEmpty() && chosen.size() < named.size()) {
      T other = named.stream().filter(each -> !chosen.contains(each)).findFirst().orElseThrow();
      throw new IllegalArgumentException(
          "%s does not belong to the suite %s"
              .formatted(
                  label.apply(other),
                  String.join(" or ", suites.stream().map(Suite::label).toList())));
    }
    return chosen;
  }

  private WorkloadProvider workloadNamed(String name) {
    return workloads.all().stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "workload",
                    name,
                    Stream.concat(
                            workloads.all().stream().map(WorkloadProvider::name),
                            Operations.ALL.stream().map(Operation::name))
                        .toList()));
  }

  private void checkParameters(List<WorkloadProvider> chosenWorkloads) {
    TreeSet<String> valid = new TreeSet<>();
    chosenWorkloads.forEach(
        workload -> workload.parameters().forEach(parameter -> valid.add(parameter.name())));
    for (String name : selection.parameters().keySet()) {
      if (!valid.contains(name)) {
        throw new IllegalArgumentException(
            "no chosen workload has a parameter '%s'; expected one of: %s"
                .formatted(name, String.join(", ", valid)));
      }
    }
  }

  /// The values that this workload knows, checked by creating it once.
  private Arguments arguments(WorkloadProvider workload) {
    Map<String, String> own = new TreeMap<>(selection.parameters());
    own.keySet().retainAll(workload.parameters().stream().map(Parameter::name).toList());
    Arguments arguments = Arguments.of(workload.parameters(), own);
    WorkloadContract.checkWorkload(workload, arguments);
    return arguments;
  }
}
