package io.lanemark.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

class PlannerOperationsTest {

  private static final Peer PYTHON = new Peer("python", "CPython", Set.of(), Set.of(), "");
  private static final Peer ABSENT =
      new Peer("python", "no python3", Set.of(), Set.of(), "no python3");

  private static Plan plan(
      Peer peer, List<Suite> suites, List<String> models, List<String> names, Integer... inFlight) {
    return new Planner(
            Registry.load(ExecutionModel.class, "model", ExecutionModel::name),
            Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name),
            new Capacity(2, 1L << 33, 1L << 28),
            List.of(peer))
        .plan(
            new Selection(
                Profile.named("pool"),
                new Selection.Names(suites, models, names),
                new Selection.Concurrency(
                    List.of(inFlight), OptionalInt.empty(), OptionalLong.empty()),
                Map.of(),
                1,
                1));
  }

  @Test
  void haveTheirOwnSubjectsBesideTheModelsOfTheProfile() {
    Plan plan = plan(PYTHON, List.of(), List.of(), List.of("apply", "round-trip"));

    assertThat(plan.trials())
        .allMatch(PlannedTrial::runs)
        .extracting(PlannedTrial::trialCase)
        .extracting(Case::workload, Case::label, Case::inFlight, Case::workers)
        .containsExactlyInAnyOrder(
            tuple("apply", "process", 1, 1),
            tuple("apply", "process+registered", 1, 1),
            tuple("apply", "platform", 1, 1),
            tuple("apply", "virtual", 1, 1),
            tuple("apply", "process (python)", 1, 1),
            tuple("round-trip", "pipe", 1, 1),
            tuple("round-trip", "unix-socket", 1, 1),
            tuple("round-trip", "tcp", 1, 1),
            tuple("round-trip", "process", 1, 1),
            tuple("round-trip", "process+registered", 1, 1),
            tuple("round-trip", "pipe (python)", 1, 1));
    assertThat(plan.models()).extracting("name").contains("tcp").doesNotHaveDuplicates();
    assertThat(plan.operations()).extracting("name").containsExactly("apply", "round-trip");
    assertThat(plan.variants()).extracting("description").containsExactly("CPython");
  }

  @Test
  void areAllThatTheirSuitesHaveUnlessNamed() {
    Plan plan = plan(PYTHON, List.of(Suite.SPAWN), List.of("spawn"), List.of());

    assertThat(plan.trials())
        .isNotEmpty()
        .extracting(PlannedTrial::trialCase)
        .allMatch(planned -> planned.label().equals("spawn (python)"))
        .allMatch(planned -> planned.benchmark().endsWith(".SpawnBenchmark.call"));
  }

  @Test
  void areNotRunInPythonWhereThereIsNone() {
    assertThat(plan(ABSENT, List.of(), List.of(), List.of("apply")).trials())
        .filteredOn(trial -> trial.trialCase().isPeer())
        .singleElement()
        .returns("no python3", PlannedTrial::note)
        .returns(false, PlannedTrial::runs);
  }

  @Test
  void stayBesideWorkloadsInOnePlan() {
    assertThat(
            plan(PYTHON, List.of(), List.of("platform", "tcp"), List.of("sha256", "echo-1m"))
                .trials())
        .extracting(PlannedTrial::trialCase)
        .extracting(Case::workload, Case::label)
        .containsExactlyInAnyOrder(tuple("sha256", "platform"), tuple("echo-1m", "tcp"));
  }

  @Test
  void refuseWhatTheyCannotTake() {
    assertThatThrownBy(() -> plan(PYTHON, List.of(), List.of(), List.of("apply"), 4))
        .hasMessage(
            "--in-flight cannot be used with operations such as 'apply': their K, W and JVM are"
                + " fixed");
    assertThatThrownBy(() -> plan(PYTHON, List.of(Suite.CPU), List.of(), List.of("apply")))
        .hasMessage("the operation 'apply' does not belong to the suite cpu");
    assertThatThrownBy(() -> plan(PYTHON, List.of(), List.of("udp"), List.of("apply")))
        .hasMessageStartingWith("unknown model 'udp'");
    assertThatThrownBy(() -> plan(PYTHON, List.of(), List.of(), List.of("appli")))
        .hasMessageStartingWith("unknown workload 'appli'")
        .hasMessageContaining("apply-async");
    assertThatThrownBy(() -> plan(PYTHON, List.of(), List.of("virtual"), List.of("round-trip")))
        .hasMessage(
            "nothing to measure: the chosen workloads and operations have none of the models"
                + " virtual");
  }
}
