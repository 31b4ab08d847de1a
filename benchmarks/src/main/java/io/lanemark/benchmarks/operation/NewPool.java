package io.lanemark.benchmarks.operation;

import io.lanemark.process.AotCacheState;
import io.lanemark.process.ProcessPool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// From the start of a pool until its first result.
final class NewPool implements OpenOperation {

  private final Supplier<ProcessPool> maker;
  private final boolean cached;
  private final AutoCloseable ending;
  private final UncheckedResults results = new UncheckedResults(Tasks.ANSWER);
  private final List<ProcessPool> opened = new ArrayList<>();

  /// @param maker makes a pool that has a worker
  /// @param cached whether its workers must start from an AOT cache
  /// @param ending closed with this
  NewPool(Supplier<ProcessPool> maker, boolean cached, AutoCloseable ending) {
    this.maker = maker;
    this.cached = cached;
    this.ending = ending;
  }

  @Override
  public void call() throws Exception {
    ProcessPool pool = maker.get();
    opened.add(pool);
    results.add(pool.submit(new Tasks.Registered()).get());
  }

  @Override
  public void check() throws UnexpectedResultException {
    for (ProcessPool pool : opened) {
      AotCacheState cache = pool.aotCache();
      pool.close();
      if (cached && !(cache instanceof AotCacheState.Used)) {
        throw new IllegalStateException("workers start without an AOT cache: " + cache);
      }
    }
    opened.clear();
    results.check();
  }

  @Override
  public void close() throws Exception {
    ending.close();
  }
}
