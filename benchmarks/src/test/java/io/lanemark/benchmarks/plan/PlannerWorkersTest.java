package io.lanemark.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.results.PlannedTrial;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// More workers than tasks in flight.
class PlannerWorkersTest {

  @Test
  void areRefusedIfNoCaseCouldHaveThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan("platform", 4, 1, 2))
        .withMessage(
            "--workers 4 is more than the tasks in flight, of which there are at most 2:"
                + " give --in-flight 4 or more");
  }

  /// The profile has 8 tasks in flight for work that waits.
  @Test
  void areRefusedIfTheProfileChoosesTheTasks() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan("platform", 9))
        .withMessageContaining("at most 8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "process", "virtual", "fork-join", "process+virtual"})
  void areANoteOfTheCasesThatCannotHaveThem(String model) {
    assertThat(plan(model, 4, 2, 4))
        .extracting(trial -> trial.trialCase().inFlight(), PlannedTrial::note)
        .containsExactlyInAnyOrder(tuple(2, "W = 2 of 4: only 2 in flight"), tuple(4, ""));
  }

  private static List<PlannedTrial> plan(String model, int workers, Integer... inFlight) {
    return new Planner(
            Registry.load(ExecutionModel.class, "model", ExecutionModel::name),
            Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name),
            new Capacity(2, 10_000L << 20, 256L << 20),
            List.of())
        .plan(
            new Selection(
                Profile.named("quick"),
                new Selection.Names(List.of(), List.of(model), List.of("sleep")),
                new Selection.Concurrency(
                    List.of(inFlight), OptionalInt.of(workers), OptionalLong.empty()),
                Map.of(),
                1,
                1))
        .trials();
  }
}
