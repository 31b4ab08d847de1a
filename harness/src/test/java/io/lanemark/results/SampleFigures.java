package io.lanemark.results;

import org.jspecify.annotations.Nullable;

/// Figures of process trees for tests, on systems that tell next to nothing.
public final class SampleFigures {

  private static final TreeFigures.Memory NO_MEMORY = new TreeFigures.Memory(null, null, null);
  private static final TreeFigures.Interference NO_INTERFERENCE =
      new TreeFigures.Interference(null, null);

  private SampleFigures() {}

  /// One JVM with some threads, and nothing else.
  public static TreeFigures withThreads(int threads) {
    return of(threads, NO_MEMORY, NO_INTERFERENCE);
  }

  /// One JVM with one thread.
  ///
  /// @param bytes PSS, USS and RSS
  public static TreeFigures withMemory(@Nullable Long bytes) {
    return of(1, new TreeFigures.Memory(bytes, bytes, bytes), NO_INTERFERENCE);
  }

  /// One JVM with one thread.
  ///
  /// @param throttledNanos how long it was throttled
  public static TreeFigures throttledFor(@Nullable Long throttledNanos) {
    return of(1, NO_MEMORY, new TreeFigures.Interference(throttledNanos, null));
  }

  private static TreeFigures of(
      int threads, TreeFigures.Memory memory, TreeFigures.Interference interference) {
    return new TreeFigures(
        1, threads, memory, new TreeFigures.Cpu(null, null, null, null), null, interference);
  }
}
