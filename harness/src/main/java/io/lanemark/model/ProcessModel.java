package io.lanemark.model;

import io.lanemark.multiprocessing.Context;
import io.lanemark.process.AotCacheUse;
import io.lanemark.process.ProcessPoolBuilder;
import io.lanemark.task.TaskExecutor;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// A pool of W worker JVMs, one task each.
public final class ProcessModel implements ExecutionModel {

  /// More workers than this must be asked for, because a few dozen JVMs take seconds to start.
  private static final int MOST_UNASKED = 64;

  private final Context context = Context.processes();

  /// For [java.util.ServiceLoader].
  public ProcessModel() {}

  @Override
  public String name() {
    return context.name();
  }

  @Override
  public String description() {
    return "a pool of W worker JVMs, one task each";
  }

  /// As many workers as wanted, but at most 64 unless more are asked for, and never more than there
  /// can be JVMs.
  @Override
  public Allocation allocate(Demand demand) {
    int wanted = demand.wantedWorkers();
    int most = demand.workers().isPresent() ? wanted : Math.min(wanted, MOST_UNASKED);
    JvmLimit limit = JvmLimit.of(demand);
    int workers = Math.min(most, limit.jvms());
    return new Allocation(demand.inFlight(), workers, note(limit, workers, wanted));
  }

  private static String note(JvmLimit limit, int workers, int wanted) {
    if (workers == wanted) {
      return "";
    }
    return workers == limit.jvms()
        ? limit.note(workers, wanted)
        : String.format(
            Locale.ROOT,
            "W = %d of %d: more worker processes only if --workers asks for them",
            workers,
            wanted);
  }

  @Override
  public Context context(Opening opening) {
    return Context.processes(settings(opening));
  }

  /// The settings of a pool whose workers start in the same state as the other models: an AOT cache
  /// holds profiles of the code, which the other models do not have. What is measured with W
  /// workers has W.
  static UnaryOperator<ProcessPoolBuilder> settings(Opening opening) {
    return pool ->
        pool.jvmOptions(opening.workerJvmArguments())
            .initializer(opening.initializer())
            .aotCache(AotCacheUse.OFF)
            .partial(false);
  }

  @Override
  public TaskExecutor open(Opening opening) {
    return context(opening).newExecutor(opening.workers());
  }
}
