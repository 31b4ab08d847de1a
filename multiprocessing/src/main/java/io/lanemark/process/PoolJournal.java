package io.lanemark.process;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts the outcomes of tasks and workers. For any thread.
final class PoolJournal {

  /// What is counted.
  enum Entry {
    TASK_COMPLETED,
    TASK_FAILED,
    TASK_CANCELLED,
    WORKER_STARTED,
    WORKER_READY,
    WORKER_DIED,
    WORKER_RECYCLED
  }

  private final String pool;
  private final Map<Entry, LongAdder> counts = new EnumMap<>(Entry.class);

  PoolJournal(String pool) {
    this.pool = pool;
    for (Entry entry : Entry.values()) {
      counts.put(entry, new LongAdder());
    }
  }

  void count(Entry entry) {
    adder(entry).increment();
  }

  /// Removes from the count what did not happen.
  void discount(Entry entry) {
    adder(entry).decrement();
  }

  long counted(Entry entry) {
    return adder(entry).sum();
  }

  private LongAdder adder(Entry entry) {
    return Objects.requireNonNull(counts.get(entry));
  }

  String pool() {
    return pool;
  }
}
