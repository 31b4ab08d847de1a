package io.lanemark.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.workload.WorkloadProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class PlannerVariantsTest {

  private static final long MEBIBYTE = 1 << 20;

  @Test
  void eachVariantIsACaseWithWorkersAsItsHeapAllows() {
    SequencedMap<String, Long> heapBytes = new LinkedHashMap<>();
    heapBytes.put(Case.DEFAULT_VARIANT, 256 * MEBIBYTE);
    heapBytes.put("-Dx=/y -Xmx4g", 4096 * MEBIBYTE);

    List<PlannedTrial> trials = plan(heapBytes);

    assertThat(trials)
        .extracting(trial -> trial.trialCase().variant(), trial -> trial.trialCase().workers())
        .containsExactlyInAnyOrder(tuple(Case.DEFAULT_VARIANT, 4), tuple("-Dx=/y -Xmx4g", 1));
    assertThat(trials)
        .extracting(PlannedTrial::id)
        .map(id -> id.substring(id.indexOf('-')))
        .containsExactlyInAnyOrder("-sleep-process-k4-f0", "-sleep--Dx__y_-Xmx4g-process-k4-f0");
  }

  private static List<PlannedTrial> plan(SequencedMap<String, Long> heapBytes) {
    return new Planner(
            Registry.load(ExecutionModel.class, "model", ExecutionModel::name),
            Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name),
            new Capacity(2, 10_000 * MEBIBYTE, heapBytes),
            List.of())
        .plan(
            new Selection(
                Profile.named("quick"),
                new Selection.Names(List.of(), List.of("process"), List.of("sleep")),
                new Selection.Concurrency(List.of(4), OptionalInt.empty(), OptionalLong.empty()),
                Map.of(),
                1,
                1))
        .trials();
  }
}
