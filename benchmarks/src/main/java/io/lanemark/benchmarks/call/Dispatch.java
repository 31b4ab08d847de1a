package io.lanemark.benchmarks.call;

import io.lanemark.task.TaskExecutor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Handing tasks that do nothing to an executor, on every execution model.
final class Dispatch {

  /// A call of microseconds is made so often before its answers are checked.
  static final int SHORT_CALLS = 100;

  /// How many tasks a burst has.
  static final int BURST = 10_000;

  static final SortedMap<String, String> NO_ARGUMENTS = Collections.emptySortedMap();

  private static final List<String> PYTHON = List.of("process");

  private Dispatch() {}

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
            "%,d empty tasks, then all results: submit(), get(); Pool.apply_async in Python"
                .formatted(BURST),
            NO_ARGUMENTS,
            BURST,
            1,
            false,
            withRegistered(
                executor -> new SubmitMany(executor, Tasks.EMPTY, Tasks.ANSWER, BURST),
                executor -> new SubmitMany(executor, new Tasks.Registered(), Tasks.ANSWER, BURST)),
            PYTHON));
  }

  private static Operation applyWith(String name, String size, int bytes) {
    byte[] payload = Tasks.payload(bytes);
    return new Operation(
        name,
        "a task that answers with the %s that it is given: submit().get()".formatted(size),
        carrying(bytes),
        1,
        1,
        false,
        Subjects.everyModel(
            executor -> new SubmitOne(executor, new Tasks.Echo(payload), payload)),
        PYTHON);
  }

  /// Tells how long a payload is.
  static SortedMap<String, String> carrying(int bytes) {
    return new TreeMap<>(Map.of("bytes", Integer.toString(bytes)));
  }

  private static List<Subject> withRegistered(
      Function<TaskExecutor, Calls> calls, Function<TaskExecutor, Calls> registered) {
    return Stream.concat(
            Subjects.everyModel(calls).stream(), Stream.of(Subjects.registering(registered)))
        .toList();
  }
}
