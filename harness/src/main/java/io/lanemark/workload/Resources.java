package io.lanemark.workload;

import java.net.URI;

/// What a JVM opens once, while it is warmed up, and closes at its end: an HTTP client, a
/// connection pool. Each worker process has its own; all threads of a JVM share one. Safe for use
/// by many threads.
public interface Resources {

  /// Where a backend of this run answers.
  ///
  /// @param backend name of the backend, one of [WorkloadProvider#backends]
  /// @return its address
  /// @throws IllegalArgumentException if this run started no such backend
  URI address(String backend);

  /// This JVM's part of a total that holds for the whole process tree, such as a number of
  /// connections.
  ///
  /// @param total at least the number of JVMs that run tasks
  /// @return at least 1; the shares of all JVMs add up to the total
  int share(int total);

  /// How many tasks are admitted and unfinished over the whole tree, K.
  ///
  /// @return at least 1
  int inFlight();

  /// The resource of this type, opened by the first caller while the others wait.
  ///
  /// @param type type of the resource, its key
  /// @param opener opens it
  /// @param <T> type of the resource
  /// @return the one instance of this JVM
  /// @throws Exception if the opener threw; the next caller tries again
  <T extends AutoCloseable> T open(Class<T> type, Opener<T> opener) throws Exception;

  /// Opens a resource.
  ///
  /// @param <T> type of the resource
  @FunctionalInterface
  interface Opener<T extends AutoCloseable> {

    /// Opens it.
    ///
    /// @param resources for addresses and shares
    /// @return the open resource
    /// @throws Exception if it cannot be opened
    T open(Resources resources) throws Exception;
  }
}
