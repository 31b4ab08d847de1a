package io.lanemark.workload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Names a workload and makes it from parameters. Found through [java.util.ServiceLoader].
public interface WorkloadProvider {

  /// The name that selects it: lower case, words joined by hyphens.
  ///
  /// @return a name that no other provider has
  String name();

  /// What the workload mostly waits for.
  ///
  /// @return its kind
  WorkloadKind kind();

  /// What it does, in one line.
  ///
  /// @return a phrase without a full stop
  String description();

  /// Its settings, in the order in which they are shown.
  ///
  /// @return possibly none
  List<Parameter> parameters();

  /// The backends it talks to, which the run starts before the first trial.
  ///
  /// @return names of backends; none unless overridden
  default Set<String> backends() {
    return Set.of();
  }

  /// How many connections it divides among the JVMs that run tasks. A run starts no more JVMs than
  /// this.
  ///
  /// @param arguments a value for each of [#parameters]
  /// @return the smallest of the totals that it asks [Resources#share] for; empty unless overridden
  default OptionalInt connections(Arguments arguments) {
    return OptionalInt.empty();
  }

  /// Makes the workload.
  ///
  /// @param arguments a value for each of [#parameters]
  /// @return the workload
  /// @throws IllegalArgumentException if a value is invalid; the message names the parameter and
  ///   the value
  Workload<?> create(Arguments arguments);

  /// How its backends are measured alone, so that the results can show which cases the backends
  /// limit.
  ///
  /// @param arguments a value for each of [#parameters]
  /// @return empty unless overridden: no case of this workload is called limited by a backend
  default Optional<CeilingLoad> ceiling(Arguments arguments) {
    return Optional.empty();
  }
}
