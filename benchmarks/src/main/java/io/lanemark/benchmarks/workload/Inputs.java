package io.lanemark.benchmarks.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What the tasks of a JVM work on: the first task that asks for an input makes it, and from then
/// on tasks only read it. So only a few bytes are sent for a task, and its time does not include
/// making the input.
///
/// The warm-up of a trial takes the first tasks. The same size gives equal inputs in every JVM.
///
/// @param <T> type of an input
abstract class Inputs<T> implements AutoCloseable {

  private final ConcurrentMap<Integer, T> bySize = new ConcurrentHashMap<>();
  private final Maker<T> maker;

  Inputs(Maker<T> maker) {
    this.maker = maker;
  }

  final T ofSize(int size) {
    return bySize.computeIfAbsent(size, this::make);
  }

  private T make(int size) {
    try {
      return maker.make(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final void close() {
    bySize.clear();
  }

  /// Makes an input.
  ///
  /// @param <T> its type
  interface Maker<T> {
    T make(int size) throws IOException;
  }
}
