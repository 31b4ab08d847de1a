package io.lanemark.guard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaseHistoryTest {

  private static CaseHistory of(HistoryRun... runs) {
    return new History(List.of(runs), List.of()).cases(_ -> true).getFirst();
  }

  @Test
  void comparesTheLatestWithTheMedianOfThoseBefore() {
    CaseHistory history = of(Runs.on(1, 10), Runs.on(2, 30), Runs.on(3, 20), Runs.on(4, 25));

    assertThat(history.change()).hasValue(1.25);
    assertThat(history.latest().run()).isEqualTo(4);
  }

  @Test
  void theFirstHasNothingToBeComparedWith() {
    assertThat(of(Runs.on(1, 10)).change()).isEmpty();
  }

  @Test
  void anotherMachineBeginsAnew() {
    CaseHistory history =
        of(
            Runs.on(1, 10),
            Runs.on(2, 10),
            Runs.on(3, "another", "us/op", 5),
            Runs.on(4, "another", "us/op", 6));

    assertThat(history.stretches()).extracting(List::size).containsExactly(2, 2);
    assertThat(history.change()).hasValueCloseTo(1.2, within(1e-9));
    assertThat(of(Runs.on(1, 10), Runs.on(2, "another", "us/op", 5)).change()).isEmpty();
  }

  @Test
  void convertsUnits() {
    CaseHistory history = of(Runs.on(1, 10), Runs.on(2, Runs.MACHINE, "ns/op", 11_000));

    assertThat(history.change()).hasValueCloseTo(1.1, within(1e-9));
    assertThat(history.unit().symbol()).isEqualTo("ns/op");
  }

  @Test
  void lessThroughputIsMoreCost() {
    CaseHistory history =
        of(Runs.on(1, Runs.MACHINE, "ops/s", 100), Runs.on(2, Runs.MACHINE, "ops/ms", 0.05));

    assertThat(history.change()).hasValueCloseTo(2.0, within(1e-9));
  }

  @Test
  void aThroughputIsTheMeanOfThroughputs() {
    HistoryScore score = HistoryScore.of(Runs.measured("ops/s", 100, 400)).orElseThrow();

    assertThat(score.value()).isEqualTo(200);
    assertThat(score.interval()).satisfies(interval -> assertThat(interval.low()).isLessThan(200));
    assertThat(score.forks()).isEqualTo(2);
  }

  @Test
  void oneForkHasNoInterval() {
    assertThat(HistoryScore.of(Runs.measured("us/op", 10)).orElseThrow().interval()).isNull();
    assertThat(HistoryScore.of(Runs.measured("us/op"))).isEmpty();
  }
}
