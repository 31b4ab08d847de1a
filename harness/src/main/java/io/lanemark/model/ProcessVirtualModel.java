package io.lanemark.model;

import io.lanemark.multiprocessing.Context;
import io.lanemark.task.TaskExecutor;
import java.util.function.UnaryOperator;

/// A worker JVM a core, and in each of them a virtual thread for each task, W over all.
public final class ProcessVirtualModel implements ExecutionModel {

  private final int cores = Runtime.getRuntime().availableProcessors();

  /// For [java.util.ServiceLoader].
  public ProcessVirtualModel() {}

  @Override
  public String name() {
    return Context.virtualThreadsInProcesses(cores, UnaryOperator.identity()).name();
  }

  @Override
  public String description() {
    return "a worker JVM a core, a virtual thread in them for each task, at most W at once";
  }

  /// As many workers as wanted. Only where there cannot be a JVM for each core, there are as many
  /// as there can be JVMs.
  @Override
  public Allocation allocate(Demand demand) {
    int wanted = demand.wantedWorkers();
    JvmLimit limit = JvmLimit.of(demand);
    int workers = limit.jvms() < Math.min(cores, wanted) ? limit.jvms() : wanted;
    return new Allocation(
        demand.inFlight(), workers, workers == wanted ? "" : limit.note(workers, wanted));
  }

  @Override
  public TaskExecutor open(Opening opening) {
    return Context.virtualThreadsInProcesses(
            cores,
            pool ->
                pool.jvmOptions(opening.workerJvmArguments()).initializer(opening.initializer()))
        .newExecutor(opening.workers());
  }
}
