package io.lanemark.measure;

import io.lanemark.process.procfs.ProcessTree;
import io.lanemark.process.procfs.Procfs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The processor time of each backend, by pid: that of its children as well, who are all that a
/// database consists of.
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

  /// What the backends used since; null if one of them was not there at both times, or there is
  /// none.
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
