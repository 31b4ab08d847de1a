package io.lanemark.benchmarks.backend;

import io.lanemark.registry.Registry;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A real service that workloads talk to. Found by name through [java.util.ServiceLoader], run by
/// [BackendMain] in its own process.
///
/// `NEW -> STARTED -> CLOSED`, once each.
public interface Backend extends AutoCloseable {

  /// The name that selects it.
  ///
  /// @return a name that no other backend has
  String name();

  /// Its settings.
  ///
  /// @return possibly none
  List<Parameter> parameters();

  /// Starts it.
  ///
  /// @param directory an empty directory for this backend alone, deleted after the backend was
  ///   closed; on the same file system as the results
  /// @param arguments a value for each of [#parameters]
  /// @return where it answers, which is all that workloads know of it
  /// @throws Exception if it cannot be started
  URI start(Path directory, Arguments arguments) throws Exception;

  /// What a reader of the results must know about a started backend, in a few words.
  ///
  /// @param address where it answers
  /// @return a phrase without a full stop
  String label(URI address);

  /// Completes if the backend ends by itself while it is needed.
  ///
  /// @return completed with the reason in a few words; never, unless overridden
  default CompletableFuture<String> ended() {
    return new CompletableFuture<>();
  }

  /// Stops it, at any time and from any thread. When this returns, it no longer writes into its
  /// directory.
  @Override
  void close();

  /// Finds one.
  ///
  /// @param name its name
  /// @return a new one
  /// @throws IllegalArgumentException if there is none of that name; the message lists all names
  static Backend named(String name) {
    return Registry.load(Backend.class, "backend", Backend::name).named(name);
  }
}
