package io.lanemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.process.AotCacheState;
import io.lanemark.process.ProcessPool;
import io.lanemark.registry.Registry;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerInitializer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessModelsTest {

  @ParameterizedTest
  @ValueSource(strings = {"process", "process+virtual"})
  void startWorkersWithoutTheProfilesOfAnAotCache(String name) throws Exception {
    ExecutionModel model =
        Registry.load(ExecutionModel.class, "model", ExecutionModel::name).named(name);
    try (TaskExecutor executor =
        model.open(new ExecutionModel.Opening(1, 1, List.of("-Xmx64m"), WorkerInitializer.NONE))) {
      assertThat(executor)
          .isInstanceOfSatisfying(
              ProcessPool.class,
              pool ->
                  assertThat(pool.aotCache())
                      .isEqualTo(new AotCacheState.Off("switched off for this pool")));
    }
  }
}
