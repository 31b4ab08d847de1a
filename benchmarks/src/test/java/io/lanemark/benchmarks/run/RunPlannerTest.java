package io.lanemark.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.results.Environment;
import io.lanemark.results.PlannedTrial;
import io.lanemark.run.StageLimit;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunPlannerTest {

  private static final Catalog BUILT_IN = Catalog.load(List.of());

  @Test
  void whereNoneIsNamedTheUsersWorkloadsAreMeant() throws InterruptedException {
    RunPlanner planner =
        new RunPlanner(new Catalog(BUILT_IN.models(), BUILT_IN.workloads(), List.of("sleep")));

    assertThat(planner.plan(request()).plan().workloads().keySet())
        .extracting(WorkloadProvider::name)
        .containsExactly("sleep");
    assertThat(planner.plan(request("sha256")).plan().workloads().keySet())
        .extracting(WorkloadProvider::name)
        .containsExactly("sha256");
  }

  @Test
  void aPlanIsMadeAgainForTheMemoryThatWasFree() throws InterruptedException {
    Environment then = SampleRun.run().environment();

    ModelComparison again = new RunPlanner(BUILT_IN).planAgain(request("sleep"), then);

    assertThat(again.plan().trials()).isNotEmpty().noneMatch(PlannedTrial::runs);
    assertThat(again.environment()).isNotEqualTo(then);
  }

  /// For the one model that depends on memory.
  private static RunRequest request(String... workloads) {
    Selection selection =
        new Selection(
            Profile.named("quick"),
            new Selection.Names(List.of(), List.of("process"), List.of(workloads)),
            new Selection.Concurrency(List.of(), OptionalInt.empty(), OptionalLong.empty()),
            Map.of(),
            1,
            1);
    return new RunRequest(
        List.of(), selection, List.of(), List.of(), List.of(), StageLimit.USUAL, Optional.empty());
  }
}
