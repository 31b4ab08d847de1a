package io.lanemark.measure;

import io.lanemark.process.procfs.ProcessStat;
import io.lanemark.process.procfs.Procfs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The processor time of each backend, by pid.
///
/// @param cpuNanosByPid user and system time; without those that have ended
record BackendUsages(Map<Long, Long> cpuNanosByPid) {

  BackendUsages {
    cpuNanosByPid = Map.copyOf(cpuNanosByPid);
  }

  static BackendUsages read(Procfs procfs, List<Long> pids) {
    Map<Long, Long> cpuNanosByPid = new HashMap<>();
    for (long pid : pids) {
      ProcessStat stat = procfs.stat(pid);
      if (stat != null) {
        cpuNanosByPid.put(pid, stat.userNanos() + stat.systemNanos());
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
