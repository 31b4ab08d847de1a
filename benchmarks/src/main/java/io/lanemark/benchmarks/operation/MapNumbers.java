package io.lanemark.benchmarks.operation;

import io.lanemark.multiprocessing.Pool;
import io.lanemark.multiprocessing.Results;
import io.lanemark.task.SerializableFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// All numbers from 0 to K - 1, incremented by a pool.
final class MapNumbers implements OpenOperation {

  private static final SerializableFunction<Integer, Integer> INCREMENT = number -> number + 1;

  /// How numbers go to the pool, and come back.
  ///
  /// @param sending sends all numbers and waits for all results
  /// @param ordered whether results come in the order of the numbers
  record Way(Sending sending, boolean ordered) {

    /// Chunks of a size that the pool chooses.
    static final Way MAP = new Way((pool, numbers) -> pool.map(INCREMENT, numbers), true);

    /// A number a task; results in order.
    static final Way IMAP = new Way((pool, numbers) -> taken(pool.imap(INCREMENT, numbers)), true);

    /// A number a task; results as they come.
    static final Way IMAP_UNORDERED =
        new Way((pool, numbers) -> taken(pool.imapUnordered(INCREMENT, numbers)), false);

    /// Chunks of a size.
    static Way mapBy(int chunkSize) {
      return new Way((pool, numbers) -> pool.map(INCREMENT, numbers, chunkSize), true);
    }

    private static List<Integer> taken(Results<Integer> results) {
      List<Integer> taken = new ArrayList<>();
      results.forEachRemaining(taken::add);
      return taken;
    }
  }

  @FunctionalInterface
  private interface Sending {
    List<Integer> all(Pool pool, List<Integer> numbers) throws Exception;
  }

  private final Pool pool;
  private final Way way;
  private final List<Integer> numbers;
  private final UncheckedResults checked;
  private final List<List<Integer>> kept = new ArrayList<>();

  /// @param pool closed with this
  /// @param way how
  /// @param tasks K
  MapNumbers(Pool pool, Way way, int tasks) {
    this.pool = pool;
    this.way = way;
    this.numbers = IntStream.range(0, tasks).boxed().toList();
    this.checked = new UncheckedResults(IntStream.rangeClosed(1, tasks).boxed().toList());
  }

  @Override
  public void call() throws Exception {
    kept.add(way.sending().all(pool, numbers));
  }

  @Override
  public void check() throws UnexpectedResultException {
    for (List<Integer> results : kept) {
      checked.add(way.ordered() ? results : results.stream().sorted().toList());
    }
    kept.clear();
    checked.check();
  }

  @Override
  public void close() {
    pool.close();
  }
}
