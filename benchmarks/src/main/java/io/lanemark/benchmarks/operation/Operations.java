package io.lanemark.benchmarks.operation;

import io.lanemark.registry.UnknownNameException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All operations, by name.
public final class Operations {

  /// What handing tasks to an executor costs.
  public static final List<Operation> DISPATCH = DispatchOperations.operations();

  /// What carrying bytes and objects between two JVMs costs.
  public static final List<Operation> TRANSPORT = TransportOperations.operations();

  /// What starting a worker costs.
  public static final List<Operation> SPAWN = SpawnOperations.operations();

  /// All of these.
  public static final List<Operation> ALL =
      Stream.of(DISPATCH, TRANSPORT, SPAWN).flatMap(List::stream).toList();

  private Operations() {}

  /// Looks for an operation.
  ///
  /// @param name its name
  /// @return empty if there is none
  public static Optional<Operation> find(String name) {
    return ALL.stream().filter(operation -> operation.name().equals(name)).findFirst();
  }

  /// The operation with this name.
  ///
  /// @param name its name
  /// @return the operation
  /// @throws UnknownNameException if there is none; the message lists all names
  public static Operation named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "operation", name, ALL.stream().map(Operation::name).toList()));
  }
}
