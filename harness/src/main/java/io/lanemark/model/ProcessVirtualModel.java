package io.lanemark.model;

import io.lanemark.multiprocessing.Context;
import io.lanemark.task.TaskExecutor;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// One worker JVM per core, with a virtual thread for each task in it; W over all JVMs.
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
    return "one worker JVM per core, a virtual thread for each task, at most W at once";
  }

  /// As many workers as wanted; if the memory or the connections do not suffice for a JVM per core,
  /// as many as there can be JVMs. A virtual thread that computes keeps its carrier, and each JVM
  /// has as many carriers as cores.
  @Override
  public Allocation allocate(Demand demand) {
    int wanted = demand.wantedWorkers();
    JvmLimit limit = JvmLimit.of(demand);
    int jvms = Math.min(demand.cores(), wanted);
    if (limit.jvms() < jvms) {
      return new Allocation(demand.inFlight(), limit.jvms(), limit.note(limit.jvms(), wanted));
    }
    int carriers = jvms * demand.cores();
    if (demand.cpuBound() && wanted > carriers) {
      return new Allocation(
          demand.inFlight(),
          carriers,
          String.format(
              Locale.ROOT,
              "W = %d of %d: virtual threads that compute share %d carrier threads in each of %d"
                  + " JVMs",
              carriers,
              wanted,
              demand.cores(),
              jvms));
    }
    return new Allocation(demand.inFlight(), wanted, "");
  }

  @Override
  public Context context(Opening opening) {
    return Context.virtualThreadsInProcesses(cores, ProcessModel.settings(opening));
  }

  @Override
  public TaskExecutor open(Opening opening) {
    return context(opening).newExecutor(opening.workers());
  }
}
