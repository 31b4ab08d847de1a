package io.lanemark.benchmarks.operation;

import io.lanemark.files.FileTree;
import io.lanemark.model.ExecutionModel.Opening;
import io.lanemark.process.AotCacheUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Starting what runs a task.
final class SpawnOperations {

  private static final List<String> PYTHON = List.of("fork", "forkserver", "spawn");

  private SpawnOperations() {}

  static List<Operation> operations() {
    return List.of(
        new Operation(
            "first-result",
            "the first result of a new pool with one worker, from the start of the pool to the"
                + " result of a registered task; closing the pool is not timed",
            DispatchOperations.NO_ARGUMENTS,
            1,
            1,
            false,
            List.of(
                new Implementation(
                    "bare-jvm",
                    "a JVM that sends one byte back over a Unix-domain socket",
                    opening -> new BareJvm(opening.workerJvmArguments())),
                new Implementation(
                    "process", "a pool of one worker JVM", SpawnOperations::withoutCache),
                new Implementation(
                    "process+aot",
                    "a pool of one worker JVM that starts from an AOT cache",
                    SpawnOperations::withCache)),
            PYTHON),
        new Operation(
            "start-join",
            "a child that does nothing, started and joined",
            DispatchOperations.NO_ARGUMENTS,
            1,
            1,
            false,
            Stream.concat(
                    Stream.of(
                        new Implementation(
                            "bare-jvm",
                            "a JVM that does nothing",
                            opening -> new BareStartJoin(opening.workerJvmArguments()))),
                    ExecutorImplementations.everyContext((context, _) -> new StartJoin(context))
                        .stream())
                .toList(),
            PYTHON));
  }

  private static OpenOperation withoutCache(Opening opening) {
    return new NewPool(
        () ->
            ExecutorImplementations.pool(
                opening, plan -> plan.register(Tasks.Registered.class).aotCache(AotCacheUse.OFF)),
        false,
        () -> {});
  }

  /// The first call makes the cache.
  private static OpenOperation withCache(Opening opening) throws IOException {
    Path folder = Files.createTempDirectory("lanemark-aot-");
    return new NewPool(
        () ->
            ExecutorImplementations.pool(
                opening,
                plan ->
                    plan.register(Tasks.Registered.class)
                        .aotCache(AotCacheUse.BEFORE_WORKERS)
                        .aotCacheFolder(folder)),
        true,
        () -> new FileTree(folder).delete());
  }
}
