package io.lanemark.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.results.Iteration;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.PlannedTrial.Role;
import io.lanemark.results.SampleFigures;
import io.lanemark.results.Trial;
import io.lanemark.results.Trial.State;
import io.lanemark.workload.WorkloadProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EqualMemoryTest {

  private static final long MEBIBYTE = 1 << 20;
  private static final int FORKS = 2;

  private static final Plan PLAN = plan(OptionalInt.empty(), 512 * MEBIBYTE);

  private static Plan plan(OptionalInt workers, long budgetBytes) {
    return new Planner(
            Registry.load(ExecutionModel.class, "model", ExecutionModel::name),
            Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name),
            new Capacity(2, 1L << 34, 1L << 28),
            List.of())
        .plan(
            new Selection(
                Profile.named("quick"),
                new Selection.Names(List.of(), List.of("process", "virtual"), List.of("crawl")),
                new Selection.Concurrency(List.of(12), workers, OptionalLong.of(budgetBytes)),
                Map.of(),
                FORKS,
                1));
  }

  /// What a search finds where throughput and memory of processes are functions of W, and a virtual
  /// thread takes nothing.
  private static List<Trial> searched(
      IntUnaryOperator tasksPerSecond, IntUnaryOperator processMebibytes) {
    List<Trial> over = new ArrayList<>();
    for (PlannedTrial planned : PLAN.trials()) {
      String needless = PLAN.decisions().needless(planned, over).orElse("");
      int workers = planned.trialCase().workers();
      long mebibytes =
          planned.trialCase().model().equals("process")
              ? processMebibytes.applyAsInt(workers)
              : 100;
      over.add(
          needless.isEmpty()
              ? trial(
                  planned,
                  State.DONE,
                  "",
                  List.of(iteration(tasksPerSecond.applyAsInt(workers), mebibytes * MEBIBYTE)))
              : trial(planned, State.NOT_RUN, needless, List.of()));
    }
    return over;
  }

  private static Trial trial(
      PlannedTrial planned, State state, String reason, List<Iteration> iterations) {
    return new Trial(1, planned, 0, state, reason, Instant.EPOCH, 1, Trial.WarmUp.NONE, iterations);
  }

  private static Iteration iteration(long operations, @Nullable Long pssBytes) {
    return Iteration.ofLoad(operations, 1_000_000_000L, 1, SampleFigures.withMemory(pssBytes));
  }

  @Test
  void theBackendAloneComesFirstAndThenEachLadder() {
    assertThat(PLAN.trials())
        .extracting(
            PlannedTrial::role,
            each -> each.trialCase().model(),
            each -> each.trialCase().workers())
        .startsWith(tuple(Role.CEILING, "platform", 599))
        .containsSubsequence(
            tuple(Role.SEARCH, "process", 1),
            tuple(Role.SEARCH, "process", 2),
            tuple(Role.SEARCH, "process", 4),
            tuple(Role.SEARCH, "process", 8),
            tuple(Role.SEARCH, "process", 12),
            tuple(Role.SEARCH, "virtual", 1))
        .hasSize(11);
    assertThat(PLAN.trials()).extracting(PlannedTrial::id).doesNotHaveDuplicates();
    assertThat(PLAN.decisions().mostFollowing(PLAN.trials())).isEqualTo(2 * FORKS);
    assertThat(PLAN.decisions().following(List.of())).isEmpty();
  }

  @Test
  void climbingEndsBeyondTheBudget() {
    List<Trial> over = searched(workers -> 100 * workers, workers -> 40 + 100 * workers);

    assertThat(over)
        .filteredOn(trial -> trial.state() == State.NOT_RUN)
        .singleElement()
        .satisfies(
            trial -> {
              assertThat(trial.planned().trialCase().workers()).isEqualTo(12);
              assertThat(trial.reason()).isEqualTo("W = 8 left too little of the memory budget");
            });
    assertThat(measured(over)).containsOnly(tuple("process", 4), tuple("virtual", 12));
    assertThat(PLAN.decisions().following(over))
        .hasSize(2 * FORKS)
        .allMatch(trial -> trial.role() == Role.MEASURE)
        .extracting(PlannedTrial::id)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(PLAN.trials().stream().map(PlannedTrial::id).toList());
  }

  @Test
  void whatFollowsDependsOnNothingElse() {
    List<Trial> over = searched(workers -> 100 * workers, workers -> 40 + 100 * workers);
    List<PlannedTrial> following = PLAN.decisions().following(over);

    assertThat(plan(OptionalInt.empty(), 512 * MEBIBYTE).decisions().following(over))
        .isEqualTo(following);
  }

  @Test
  void ofThoseThatGiveAsMuchTheSmallestIsTaken() {
    assertThat(measured(searched(workers -> workers < 4 ? 100 : 1000 + workers, _ -> 200)))
        .containsOnly(tuple("process", 4), tuple("virtual", 4));
    assertThat(measured(searched(workers -> 2000 - 100 * workers, _ -> 200)))
        .containsOnly(tuple("process", 1), tuple("virtual", 1));
  }

  @Test
  void aModelThatFitsWithNoNumberOfWorkersIsNotRun() {
    List<Trial> over = searched(workers -> 100 * workers, _ -> 600);

    assertThat(PLAN.decisions().following(over).getFirst())
        .satisfies(
            trial -> {
              assertThat(trial.runs()).isFalse();
              assertThat(trial.trialCase().model()).isEqualTo("process");
              assertThat(trial.note())
                  .isEqualTo(
                      "not even W = 1 fits into 512 MiB of PSS: its process tree took 600 MiB in a"
                          + " short trial");
            });
    assertThat(measured(over)).containsOnly(tuple("virtual", 12));
  }

  @Test
  void memoryThatIsNotKnownFitsNowhere() {
    Ladder ladder =
        Ladder.upTo(PLAN.trials().get(1).trialCase().withWorkers(1), new MemoryBudget(MEBIBYTE));
    PlannedTrial planned = new PlannedTrial("0", ladder.rungs().getFirst(), 0, Role.SEARCH, "");
    Trial unknown = trial(planned, State.DONE, "", List.of(iteration(5, null)));
    Trial failed = trial(planned, State.FAILED, "a worker died", List.of());

    assertThat(ladder.best(List.of(unknown))).isEmpty();
    assertThat(ladder.misfit(List.of(unknown))).contains("could not be read");
    assertThat(ladder.best(List.of(failed))).isEmpty();
    assertThat(ladder.misfit(List.of(failed)))
        .isEqualTo("the search for W has no score: a worker died");
    assertThat(ladder.needless(ladder.rungs().getFirst().withWorkers(2), List.of(failed)))
        .contains("W = 1 failed already");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(OptionalInt.empty(), MEBIBYTE))
        .withMessage(
            "--memory-budget must be at least 32M, because every JVM needs more: 1048576 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(OptionalInt.of(4), 512 * MEBIBYTE))
        .withMessageContaining("--workers 4");
  }

  private static List<Tuple> measured(List<Trial> over) {
    return PLAN.decisions().following(over).stream()
        .filter(PlannedTrial::runs)
        .map(PlannedTrial::trialCase)
        .map(each -> tuple(each.model(), each.workers()))
        .toList();
  }
}
