package io.lanemark.benchmarks.plan;

import io.lanemark.results.Case;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What a machine can provide for the cases of a run.
///
/// @param cores processors that this process may use
/// @param availableMemoryBytes memory that new processes could take
/// @param heapBytes heap limit of the measured JVMs of each variant, the default first
public record Capacity(int cores, long availableMemoryBytes, SequencedMap<String, Long> heapBytes) {

  /// Keeps the order of the map.
  public Capacity {
    heapBytes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(heapBytes));
  }

  /// The capacity if all measured JVMs have the same heap limit.
  ///
  /// @param cores processors that this process may use
  /// @param availableMemoryBytes memory that new processes could take
  /// @param heapBytes heap limit of every measured JVM
  public Capacity(int cores, long availableMemoryBytes, long heapBytes) {
    this(cores, availableMemoryBytes, new LinkedHashMap<>(Map.of(Case.DEFAULT_VARIANT, heapBytes)));
  }

  /// Whether more than one JVM is compared.
  boolean hasVariants() {
    return heapBytes.size() > 1;
  }
}
