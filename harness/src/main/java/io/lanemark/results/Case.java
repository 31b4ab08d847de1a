package io.lanemark.results;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is measured: benchmark × mode × parameters × threads × variant. Equal cases may be compared
/// across runs.
///
/// @param benchmark full name of the benchmark method
/// @param mode JMH's short label of its mode, such as `thrpt`
/// @param parameters values by name, in the order of the names
/// @param threads threads that call the benchmark method
/// @param variant what it runs on or with, such as a JVM; `default` if nothing was chosen
public record Case(
    String benchmark,
    String mode,
    SortedMap<String, String> parameters,
    int threads,
    String variant) {

  /// Name of the parameter that holds the execution model.
  public static final String MODEL = "model";

  /// Name of the parameter that holds the workload.
  public static final String WORKLOAD = "workload";

  /// Name of the parameter that holds the workload's own parameters, as canonical text.
  public static final String ARGUMENTS = "arguments";

  /// Name of the parameter that holds K, the tasks admitted and unfinished.
  public static final String IN_FLIGHT = "inFlight";

  /// Name of the parameter that holds W, the tasks that can be in service at once.
  public static final String WORKERS = "workers";

  /// The variant of cases for which nothing was chosen.
  public static final String DEFAULT_VARIANT = "default";

  /// The variant of cases that run in Python instead of a JVM.
  public static final String PYTHON = "python";

  private static final Set<String> PEERS = Set.of(PYTHON);

  /// Copies the parameters and refuses missing parts.
  public Case {
    Objects.requireNonNull(benchmark, "benchmark");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(variant, "variant");
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1: " + threads);
    }
  }

  /// The execution model.
  ///
  /// @return its name
  public String model() {
    return parameter(MODEL);
  }

  /// The workload.
  ///
  /// @return its name
  public String workload() {
    return parameter(WORKLOAD);
  }

  /// The workload's own parameters.
  ///
  /// @return `name=value`, joined by commas
  public String arguments() {
    return parameter(ARGUMENTS);
  }

  /// K, the tasks admitted and unfinished.
  ///
  /// @return at least 1
  public int inFlight() {
    return Integer.parseInt(parameter(IN_FLIGHT));
  }

  /// W, the tasks that can be in service at once.
  ///
  /// @return 0 if the case cannot run
  public int workers() {
    return Integer.parseInt(parameter(WORKERS));
  }

  /// Whether a runtime other than the JVM runs it. Such a case is shown next to the others, and
  /// never competes with them.
  ///
  /// @return true for the variants of peers, such as [#PYTHON]
  public boolean isPeer() {
    return PEERS.contains(variant);
  }

  /// The execution model, and the variant if one was chosen.
  ///
  /// @return such as `platform` or `platform (python)`
  public String label() {
    return variant.equals(DEFAULT_VARIANT) ? model() : "%s (%s)".formatted(model(), variant);
  }

  /// A parameter by name.
  ///
  /// @param name name of the parameter
  /// @return its value
  /// @throws IllegalArgumentException if the case has no such parameter
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the case %s has no parameter '%s'".formatted(key(), name));
    }
    return value;
  }

  /// The case without some of its parameters: what cases that differ in them have in common.
  ///
  /// @param names of parameters, which it need not have
  /// @return a case with the other parameters
  public Case without(String... names) {
    SortedMap<String, String> others = new TreeMap<>(parameters);
    others.keySet().removeAll(List.of(names));
    return new Case(benchmark, mode, others, threads, variant);
  }

  /// The case without its model, W and K: what all cases of one workload have in common.
  ///
  /// @return a case with the other parameters
  public Case acrossInFlight() {
    return without(MODEL, WORKERS, IN_FLIGHT);
  }

  /// The same case with another W.
  ///
  /// @param workers W; 0 if the case cannot run
  /// @return a case that is otherwise this one
  public Case withWorkers(int workers) {
    SortedMap<String, String> others = new TreeMap<>(parameters);
    others.put(WORKERS, Integer.toString(workers));
    return new Case(benchmark, mode, others, threads, variant);
  }

  /// The same on the default variant: what cases that differ in the variant have in common.
  ///
  /// @return a case with [#DEFAULT_VARIANT]
  public Case onDefaultVariant() {
    return new Case(benchmark, mode, parameters, threads, DEFAULT_VARIANT);
  }

  /// The case as one line of text; equal cases have equal keys.
  ///
  /// @return benchmark, mode, parameters, threads and variant
  public String key() {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(
            Collectors.joining(
                " ", benchmark + " " + mode + " ", " threads=" + threads + " variant=" + variant));
  }
}
