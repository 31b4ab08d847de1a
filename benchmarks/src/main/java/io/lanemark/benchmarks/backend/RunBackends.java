package io.lanemark.benchmarks.backend;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The backends of a run: started once, before the first trial, and closed after the last.
public final class RunBackends implements AutoCloseable {

  private final Map<String, BackendProcess> byName = new LinkedHashMap<>();
  private final Set<String> substituted = new HashSet<>();

  private RunBackends() {}

  /// No backends, for a run that is only planned.
  ///
  /// @return without any process
  public static RunBackends none() {
    return new RunBackends();
  }

  /// Starts them one after the other, without substitutes.
  ///
  /// @param names which
  /// @param workDirectory where they may keep files
  /// @return all of them, ready
  /// @throws BackendUnavailableException if one does not start; the others are closed
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static RunBackends start(Collection<String> names, Path workDirectory)
      throws InterruptedException {
    return start(names, workDirectory, Map.of(), BackendProcess.START_DEADLINE);
  }

  /// Starts them one after the other. First deletes the files of backends of a process that was
  /// killed earlier in this run.
  ///
  /// @param names which
  /// @param workDirectory where they may keep files
  /// @param substitutes what is started instead of a backend, by the name of the backend
  /// @param deadline how long each may take to be ready
  /// @return all of them, ready
  /// @throws BackendUnavailableException if one does not start; the others are closed
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static RunBackends start(
      Collection<String> names,
      Path workDirectory,
      Map<String, Substitute> substitutes,
      Duration deadline)
      throws InterruptedException {
    RunBackends backends = new RunBackends();
    boolean ready = false;
    try {
      for (String name : names) {
        Substitute backend = substitutes.getOrDefault(name, new Substitute(name, Map.of()));
        ScratchDirectory.deleteAll(workDirectory, backend.backend());
        backends.byName.put(name, BackendProcess.start(backend, workDirectory, Map.of(), deadline));
        if (substitutes.containsKey(name)) {
          backends.substituted.add(name);
        }
      }
      ready = true;
      return backends;
    } finally {
      if (!ready) {
        backends.close();
      }
    }
  }

  /// Where each answers.
  ///
  /// @return addresses by name
  public Map<String, URI> addresses() {
    Map<String, URI> addresses = new TreeMap<>();
    byName.forEach((name, backend) -> addresses.put(name, backend.address()));
    return addresses;
  }

  /// The processes of some backends.
  ///
  /// @param names which; those not started are left out
  /// @return their process ids; none if one of the services is not a process of the run, because
  ///   the others are only a part
  public List<Long> pids(Collection<String> names) {
    return names.stream().anyMatch(substituted::contains)
        ? List.of()
        : chosen(names).stream().map(BackendProcess::pid).toList();
  }

  /// Checks that all of them still run.
  ///
  /// @param patience how long to wait for one that is about to end
  /// @throws BackendUnavailableException if one has ended by itself
  /// @throws InterruptedException if interrupted while waiting
  public void check(Duration patience) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    for (BackendProcess backend : byName.values()) {
      backend.check(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
    }
  }

  /// What a reader of the results must know about some backends.
  ///
  /// @param names which; those not started are left out
  /// @return a phrase for each
  public List<String> labels(Collection<String> names) {
    return chosen(names).stream().map(BackendProcess::label).toList();
  }

  private List<BackendProcess> chosen(Collection<String> names) {
    return byName.entrySet().stream()
        .filter(entry -> names.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /// Closes all of them.
  ///
  /// @throws RuntimeException if one could not be closed, after all were tried: the first failure,
  ///   with the others suppressed
  @Override
  public void close() {
    RuntimeException failure = null;
    for (BackendProcess backend : byName.values()) {
      try {
        backend.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
