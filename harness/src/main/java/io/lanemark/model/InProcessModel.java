package io.lanemark.model;

import io.lanemark.multiprocessing.Context;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerIdentity;

/// A model whose tasks run in the JVM that opens it.
abstract class InProcessModel implements ExecutionModel {

  private static final WorkerIdentity THIS_JVM = new WorkerIdentity("this JVM", 0, 1);

  private final Context context;
  private final String description;

  InProcessModel(Context context, String description) {
    this.context = context;
    this.description = description;
  }

  @Override
  public final String name() {
    return context.name();
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public Allocation allocate(Demand demand) {
    return new Allocation(demand.inFlight(), demand.wantedWorkers(), "");
  }

  @Override
  public final Context context(Opening opening) {
    return context;
  }

  @Override
  public final TaskExecutor open(Opening opening) throws Exception {
    opening.initializer().initialize(THIS_JVM);
    return context.newExecutor(bound(opening));
  }

  /// How many tasks the executor itself must keep from running at once.
  int bound(Opening opening) {
    return opening.workers();
  }
}
