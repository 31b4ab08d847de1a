package io.lanemark.benchmarks.operation;

import io.lanemark.model.ExecutionModel;
import io.lanemark.model.ExecutionModel.Opening;
import io.lanemark.model.ProcessModel;
import io.lanemark.multiprocessing.Context;
import io.lanemark.process.AotCacheUse;
import io.lanemark.process.ProcessPool;
import io.lanemark.process.ProcessPoolBuilder;
import io.lanemark.registry.Registry;
import io.lanemark.task.TaskExecutor;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Implementations of operations that call an executor.
final class ExecutorImplementations {

  private ExecutorImplementations() {}

  /// The calls on every execution model.
  static List<Implementation> everyModel(Function<TaskExecutor, OpenOperation> opener) {
    return models().stream().map(model -> on(model, opener)).toList();
  }

  /// The calls on the context of every execution model. The opener decides whether to open an
  /// executor.
  static List<Implementation> everyContext(BiFunction<Context, Opening, OpenOperation> opener) {
    return models().stream()
        .map(
            model ->
                new Implementation(
                    model.name(),
                    model.description(),
                    opening -> opener.apply(model.context(opening), opening)))
        .toList();
  }

  private static Collection<ExecutionModel> models() {
    return Registry.load(ExecutionModel.class, "model", ExecutionModel::name).all();
  }

  /// The calls on a pool of worker processes, as the execution model opens it.
  static Implementation pool(Function<TaskExecutor, OpenOperation> opener) {
    return on(new ProcessModel(), opener);
  }

  /// The calls on a pool of worker processes that knows [Tasks.Registered].
  static Implementation registering(Function<TaskExecutor, OpenOperation> opener) {
    return new Implementation(
        "process+registered",
        "a pool of W worker JVMs in which the class of the tasks is registered",
        opening ->
            opener.apply(
                pool(
                    opening,
                    plan -> plan.register(Tasks.Registered.class).aotCache(AotCacheUse.OFF))));
  }

  /// A pool of worker processes.
  static ProcessPool pool(Opening opening, UnaryOperator<ProcessPoolBuilder> settings) {
    return settings
        .apply(ProcessPool.builder())
        .size(opening.workers())
        .jvmOptions(opening.workerJvmArguments())
        .partial(false)
        .start();
  }

  private static Implementation on(
      ExecutionModel model, Function<TaskExecutor, OpenOperation> opener) {
    return new Implementation(
        model.name(), model.description(), opening -> opener.apply(model.open(opening)));
  }
}
