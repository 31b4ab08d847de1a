package io.lanemark.benchmarks.backend;

import io.lanemark.registry.Registry;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A real service that workloads talk to. Found by name through [java.util.ServiceLoader], run by
/// [BackendMain] in a process of its own.
///
/// `NEW -> STARTED -> CLOSED`, once each.
public interface Backend extends AutoCloseable {

  /// The name it is asked for by.
  ///
  /// @return a name that no other backend has
  String name();

  /// Its settings.
  ///
  /// @return possibly none
  List<Parameter> parameters();

  /// Starts it.
  ///
  /// @param directory empty, for it alone, deleted after it was closed; on the same file system as
  ///   the results
  /// @param arguments a value for each of [#parameters]
  /// @return where it answers, which is all that workloads know of it
  /// @throws Exception if it cannot be started
  URI start(Path directory, Arguments arguments) throws Exception;

  /// What a reader of the results must know of a started one, in a few words.
  ///
  /// @param address where it answers
  /// @return a phrase without a full stop
  String label(URI address);

  /// Its end, should it end by itself while it is wanted.
  ///
  /// @return completed with the reason in a few words; never, unless overridden
  default CompletableFuture<String> ended() {
    return new CompletableFuture<>();
  }

  /// Stops it, at any time and from any thread; nothing is written into its directory any more.
  @Override
  void close();

  /// Finds one.
  ///
  /// @param name its name
  /// @return a new one
  /// @throws IllegalArgumentException if there is none of that name; the message lists those there
  ///   are
  static Backend named(String name) {
    return Registry.load(Backend.class, "backend", Backend::name).named(name);
  }
}
