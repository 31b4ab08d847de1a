package io.lanemark.benchmarks.python;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// What a peer is asked to measure: the first line that it reads.
///
/// @param workload name of the workload or operation
/// @param arguments a value for each of its parameters
/// @param addresses where the run's backends answer, by name
/// @param model name of the execution model
/// @param inFlight K, at least 1
/// @param workers W, at least 1
/// @param expected components of the digest that the workload has in Java; empty for an operation
/// @param warmUpLimitNanos the longest time to become steady
/// @param windowNanos length of a window
record PythonRequest(
    String workload,
    Map<String, String> arguments,
    Map<String, URI> addresses,
    String model,
    int inFlight,
    int workers,
    List<Long> expected,
    long warmUpLimitNanos,
    long windowNanos) {
  PythonRequest {
    arguments = Map.copyOf(arguments);
    addresses = Map.copyOf(addresses);
    expected = List.copyOf(expected);
  }
}
