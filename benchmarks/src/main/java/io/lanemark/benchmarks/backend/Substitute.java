package io.lanemark.benchmarks.backend;

import java.util.Map;

/// A backend that takes the place of another one, for a service that is not a process of the run.
///
/// @param backend name of the backend that is started
/// @param environment variables of its process, which other users must not see
public record Substitute(String backend, Map<String, String> environment) {
  /// Copies the map.
  public Substitute {
    environment = Map.copyOf(environment);
  }

  /// Leaves out the environment, which may hold a password.
  @Override
  public String toString() {
    return backend;
  }
}
