package io.lanemark.benchmarks.backend;

import java.util.Map;

/// A backend that takes the place of another one, for a service that is none of the run's
/// processes.
///
/// @param backend name of the backend that is started
/// @param environment variables that its process gets, which are for no other user's eyes
public record Substitute(String backend, Map<String, String> environment) {
  /// Copies the map.
  public Substitute {
    environment = Map.copyOf(environment);
  }

  /// Says nothing of the environment.
  @Override
  public String toString() {
    return backend;
  }
}
