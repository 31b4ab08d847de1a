package io.lanemark.benchmarks.operation;

import io.lanemark.registry.UnknownNameException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Something that a library does in one call. In a case it takes the place of the workload.
///
/// @param name the name that selects it
/// @param description what is called, in one line
/// @param arguments its further settings, by name; passed on to Python
/// @param tasks K, how many tasks one call completes
/// @param callsPerCheck how many calls are made one after the other before their results are
///   checked, which is not timed; more than one if a call takes no longer than reading the clock a
///   few times
/// @param onAllCores whether W is the number of cores, and not 1
/// @param implementations its implementations on the JVM
/// @param pythonImplementations names of its implementations in Python
public record Operation(
    String name,
    String description,
    SortedMap<String, String> arguments,
    int tasks,
    int callsPerCheck,
    boolean onAllCores,
    List<Implementation> implementations,
    List<String> pythonImplementations) {

  /// Copies the map and the lists.
  public Operation {
    arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
    implementations = List.copyOf(implementations);
    pythonImplementations = List.copyOf(pythonImplementations);
  }

  /// The arguments as canonical text.
  ///
  /// @return `name=value`, joined by commas
  public String argumentsText() {
    return arguments.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  /// W of its cases.
  ///
  /// @param cores processors that this process may use
  /// @return at least 1
  public int workers(int cores) {
    return onAllCores ? cores : 1;
  }

  /// One of its implementations on the JVM.
  ///
  /// @param wanted name of the implementation
  /// @return the subject
  /// @throws UnknownNameException if it has none of this name
  public Implementation implementation(String wanted) {
    return implementations.stream()
        .filter(implementation -> implementation.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "model of '%s'".formatted(name),
                    wanted,
                    implementations.stream().map(Implementation::name).toList()));
  }
}
