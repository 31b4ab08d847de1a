package io.lanemark.measure;

import io.lanemark.process.procfs.ProcessTree;
import io.lanemark.process.procfs.Procfs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The processor time of each backend, by pid: including that of its children, because a database
/// server does its work in child processes.
///
/// @param cpuNanosByPid user and system time; without backends that have ended
record BackendUsages(Map<Long, Long> cpuNanosByPid) {

  BackendUsages {
    cpuNanosByPid = Map.copyOf(cpuNanosByPid);
  }

  static BackendUsages read(Procfs procfs, List<Long> pids) {
    Map<Long, Long> cpuNanosByPid = new HashMap<>();
    for (long pid : pids) {
      Long cpuNanos = new ProcessTree(procfs, pid).cpuNanos();
      if (cpuNanos != null) {
        cpuNanosByPid.put(pid, cpuNanos);
      }
    }
    return new BackendUsages(cpuNanosByPid);
  }

  /// What the backends used since; null if there is none, or one of them did not run at both times.
  @Nullable Long nanosSince(BackendUsages earlier) {
    if (cpuNanosByPid.isEmpty() || !cpuNanosByPid.keySet().equals(earlier.cpuNanosByPid.keySet())) {
      return null;
    }
    return sumNanos() - earlier.sumNanos();
  }

  private long sumNanos() {
    return cpuNanosByPid.values().stream().mapToLong(Long::longValue).sum();
  }
}
