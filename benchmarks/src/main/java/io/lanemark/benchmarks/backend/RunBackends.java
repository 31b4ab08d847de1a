package io.lanemark.benchmarks.backend;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The backends of a run: started once, before the first trial, and closed after the last.
public final class RunBackends implements AutoCloseable {

  private final Map<String, BackendProcess> byName = new LinkedHashMap<>();

  private RunBackends() {}

  /// No backends, for a run that is only planned.
  ///
  /// @return without any process
  public static RunBackends none() {
    return new RunBackends();
  }

  /// Starts them one after the other. What those of an earlier process of the run, which was
  /// killed, left behind is deleted.
  ///
  /// @param names which
  /// @param workDirectory where they may keep files
  /// @return all of them, ready
  /// @throws BackendUnavailableException if one does not start; the others are closed
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static RunBackends start(Collection<String> names, Path workDirectory)
      throws InterruptedException {
    names.forEach(name -> ScratchDirectory.deleteAll(workDirectory, name));
    RunBackends backends = new RunBackends();
    boolean ready = false;
    try {
      for (String name : names) {
        backends.byName.put(
            name,
            BackendProcess.start(name, workDirectory, Map.of(), BackendProcess.START_DEADLINE));
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

  /// The processes of some.
  ///
  /// @param names which; those not started are left out
  /// @return their process ids
  public List<Long> pids(Collection<String> names) {
    return chosen(names).stream().map(BackendProcess::pid).toList();
  }

  /// What a reader of the results must know of some.
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

  @Override
  public void close() {
    byName.values().forEach(BackendProcess::close);
  }
}
