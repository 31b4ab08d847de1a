package io.lanemark.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The usage of each JVM of a tree, by pid.
///
/// @param byPid at least one
record JvmUsages(Map<Long, ResourceUsage> byPid) {

  JvmUsages {
    byPid = Map.copyOf(byPid);
  }

  /// If the tasks run in this JVM, it is one of the workers and counts once.
  static JvmUsages of(List<ResourceUsage> workers, ResourceUsage own) {
    Map<Long, ResourceUsage> byPid = new HashMap<>();
    workers.forEach(worker -> byPid.put(worker.pid(), worker));
    byPid.put(own.pid(), own);
    return new JvmUsages(byPid);
  }

  /// What the JVMs that live now have used since: a JVM that has been started since counts with all
  /// of its usage, and one that has ended does not count.
  ResourceUsage since(JvmUsages earlier) {
    return byPid.values().stream()
        .map(jvm -> jvm.since(earlier.byPid.getOrDefault(jvm.pid(), ResourceUsage.none(jvm.pid()))))
        .reduce(ResourceUsage::plus)
        .orElseThrow();
  }
}
