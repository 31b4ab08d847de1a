package io.lanemark.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerPeersTest {

  private static final Peer PRESENT =
      new Peer("python", "CPython", Set.of("mandelbrot"), Set.of("serial", "process"), "");
  private static final Peer ABSENT =
      new Peer("python", "no python3", PRESENT.workloads(), PRESENT.models(), "no python3");

  private static Plan plan(Peer... peers) {
    return new Planner(
            Registry.load(ExecutionModel.class, "model", ExecutionModel::name),
            Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name),
            new Capacity(2, 1L << 33, 1L << 28),
            List.of(peers))
        .plan(
            new Selection(
                Profile.named("quick"),
                new Selection.Names(
                    List.of(),
                    List.of("serial", "process", "virtual"),
                    List.of("mandelbrot", "sha256")),
                new Selection.Concurrency(List.of(8, 4), OptionalInt.empty(), OptionalLong.empty()),
                Map.of(),
                2,
                1));
  }

  private static List<PlannedTrial> ofPeers(Plan plan) {
    return plan.trials().stream().filter(trial -> trial.trialCase().isPeer()).toList();
  }

  @Test
  void doTheSameWorkAtTheSmallestNumberInFlight() {
    Plan plan = plan(PRESENT);

    assertThat(ofPeers(plan))
        .hasSize(4)
        .allMatch(PlannedTrial::runs)
        .extracting(PlannedTrial::trialCase)
        .extracting(Case::workload, Case::label, Case::inFlight, Case::workers)
        .containsOnly(
            tuple("mandelbrot", "serial (python)", 1, 1),
            tuple("mandelbrot", "process (python)", 4, 2));
    assertThat(ofPeers(plan))
        .allSatisfy(
            trial ->
                assertThat(plan.trials().stream().map(PlannedTrial::trialCase))
                    .anyMatch(
                        other ->
                            !other.isPeer()
                                && other.parameters().equals(trial.trialCase().parameters())
                                && other.benchmark().equals(trial.trialCase().benchmark())));
    assertThat(plan.trials()).extracting(PlannedTrial::id).doesNotHaveDuplicates();
    assertThat(plan.variants()).extracting("description").containsExactly("CPython");
  }

  @Test
  void areNotRunWhereTheyAreAbsent() {
    assertThat(ofPeers(plan(ABSENT)))
        .hasSize(2)
        .noneMatch(PlannedTrial::runs)
        .extracting(PlannedTrial::note)
        .containsOnly("no python3");
  }

  @Test
  void areNotPlannedUnlessAskedFor() {
    assertThat(ofPeers(plan())).isEmpty();
    assertThat(plan().variants()).isEmpty();
  }
}
