package io.lanemark.benchmarks.operation;

import io.lanemark.task.TaskExecutor;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Handing tasks that do nothing to an executor, on every execution model.
final class DispatchOperations {

  /// How often a call that takes microseconds is made before its results are checked.
  static final int SHORT_CALLS = 100;

  /// How many tasks a burst has.
  static final int BURST = 10_000;

  static final SortedMap<String, String> NO_ARGUMENTS = Collections.emptySortedMap();

  private static final List<String> PYTHON = List.of("process");

  private DispatchOperations() {}

  static List<Operation> operations() {
    return List.of(
        new Operation(
            "apply",
            "an empty task and its result: submit().get(); Pool.apply in Python",
            NO_ARGUMENTS,
            1,
            SHORT_CALLS,
            false,
            withRegistered(
                executor -> new SubmitOne(executor, Tasks.EMPTY, Tasks.ANSWER),
                executor -> new SubmitOne(executor, new Tasks.Registered(), Tasks.ANSWER)),
            PYTHON),
        applyWith("apply-64k", "64 KiB", 1 << 16),
        applyWith("apply-1m", "1 MiB", 1 << 20),
        new Operation(
            "apply-async",
            String.format(
                Locale.ROOT,
                "%,d empty tasks, then all results: submit(), get(); Pool.apply_async in Python",
                BURST),
            NO_ARGUMENTS,
            BURST,
            1,
            false,
            withRegistered(
                executor -> new SubmitMany(executor, Tasks.EMPTY, Tasks.ANSWER, BURST),
                executor -> new SubmitMany(executor, new Tasks.Registered(), Tasks.ANSWER, BURST)),
            PYTHON),
        mapping("map", "in chunks that the pool chooses", 0, 1_000_000, MapNumbers.Way.MAP),
        mappingBy(1, 10_000),
        mappingBy(100, 100_000),
        mappingBy(10_000, 1_000_000),
        mapping("imap", "one per task, results in order", 1, 10_000, MapNumbers.Way.IMAP),
        mapping(
            "imap-unordered",
            "one per task, results as they complete",
            1,
            10_000,
            MapNumbers.Way.IMAP_UNORDERED));
  }

  private static Operation mappingBy(int chunkSize, int numbers) {
    return mapping(
        "map-chunk-" + chunkSize,
        String.format(Locale.ROOT, "in chunks of %,d", chunkSize),
        chunkSize,
        numbers,
        MapNumbers.Way.mapBy(chunkSize));
  }

  /// @param chunkSize the value for Python; 0 leaves the choice to the pool
  private static Operation mapping(
      String name, String how, int chunkSize, int numbers, MapNumbers.Way way) {
    return new Operation(
        name,
        String.format(Locale.ROOT, "%,d integers incremented, %s", numbers, how),
        new TreeMap<>(Map.of("chunkSize", Integer.toString(chunkSize))),
        numbers,
        1,
        true,
        ExecutorImplementations.everyContext(
            (context, opening) -> new MapNumbers(context.pool(opening.workers()), way, numbers)),
        PYTHON);
  }

  private static Operation applyWith(String name, String size, int bytes) {
    byte[] payload = Tasks.payload(bytes);
    return new Operation(
        name,
        "a task that returns the %s that it gets: submit().get()".formatted(size),
        carrying(bytes),
        1,
        1,
        false,
        ExecutorImplementations.everyModel(
            executor -> new SubmitOne(executor, new Tasks.Echo(payload), payload)),
        PYTHON);
  }

  /// The arguments that give the length of a payload.
  static SortedMap<String, String> carrying(int bytes) {
    return new TreeMap<>(Map.of("bytes", Integer.toString(bytes)));
  }

  private static List<Implementation> withRegistered(
      Function<TaskExecutor, OpenOperation> opener,
      Function<TaskExecutor, OpenOperation> registered) {
    return Stream.concat(
            ExecutorImplementations.everyModel(opener).stream(),
            Stream.of(ExecutorImplementations.registering(registered)))
        .toList();
  }
}
