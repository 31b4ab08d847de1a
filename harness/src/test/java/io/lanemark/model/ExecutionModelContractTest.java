package io.lanemark.model;

import io.lanemark.multiprocessing.TaskExecutorContract;
import io.lanemark.registry.Registry;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerInitializer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Every model passes the contract of task executors, opened by its name.
@ParameterizedClass
@ValueSource(
    strings = {
      "serial",
      "process",
      "process+virtual",
      "platform",
      "platform-per-task",
      "fork-join",
      "virtual"
    })
class ExecutionModelContractTest extends TaskExecutorContract {

  private static final List<String> SMALL =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final ExecutionModel model;

  ExecutionModelContractTest(String name) {
    this.model = Registry.load(ExecutionModel.class, "model", ExecutionModel::name).named(name);
  }

  @Override
  protected TaskExecutor newExecutor(int workers) {
    try {
      return model.open(
          new ExecutionModel.Opening(workers, workers + 1, SMALL, WorkerInitializer.NONE));
    } catch (Exception e) {
      throw new AssertionError("the model '%s' does not open".formatted(model.name()), e);
    }
  }
}
