package io.lanemark.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.lanemark.stats.Interval;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContestTest {

  static Stream<Arguments> verdicts() {
    CaseResult fast = Cases.of("virtual", 16, 1300, 1310, 1290);
    CaseResult slow = Cases.of("platform", 16, 1000, 1005, 998);
    CaseResult slowest = Cases.of("process", 16, 500, 1500, 700);
    return Stream.of(
        argumentSet("far apart", List.of(slow, fast, slowest), ContestVerdict.Winner.class),
        argumentSet(
            "the same but for noise",
            List.of(slow, Cases.of("virtual", 16, 1001, 1008, 997)),
            ContestVerdict.NoDifferenceShown.class),
        argumentSet(
            "apart, but not by more than 2 %",
            List.of(
                Cases.of("platform", 16, 100_000, 100_010, 99_990),
                Cases.of("virtual", 16, 101_900, 101_910, 101_890)),
            ContestVerdict.NoDifferenceShown.class),
        argumentSet(
            "apart by a little more than 2 %",
            List.of(
                Cases.of("platform", 16, 100_000, 100_010, 99_990),
                Cases.of("virtual", 16, 102_200, 102_210, 102_190)),
            ContestVerdict.Winner.class),
        argumentSet(
            "two forks on one side",
            List.of(slow, Cases.of("virtual", 16, 1300, 1310)),
            ContestVerdict.TooFewForks.class),
        argumentSet(
            "too much scatter",
            List.of(slow, Cases.of("virtual", 16, 1300, 700, 2100)),
            ContestVerdict.NoDifferenceShown.class),
        argumentSet(
            "throttled",
            List.of(slow, Cases.throttled("virtual", 16, 1300, 1310, 1290)),
            ContestVerdict.Throttled.class),
        argumentSet(
            "one model alone",
            List.of(slow, Cases.of("virtual", 16)),
            ContestVerdict.NothingToCompare.class),
        argumentSet(
            "no result", List.of(Cases.of("virtual", 16)), ContestVerdict.NothingToCompare.class));
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void says(List<CaseResult> entries, Class<? extends ContestVerdict> expected) {
    assertThat(new Contest(Cases.WORKLOAD, entries, List.of(), null).verdict())
        .isInstanceOf(expected);
  }

  @Test
  void aWinnerIsComparedWithTheRunnerUp() {
    CaseResult platform = Cases.of("platform", 16, 1000, 1005, 998);
    CaseResult virtual = Cases.of("virtual", 16, 1300, 1310, 1290);
    CaseResult process = Cases.of("process", 16, 600, 601, 602);

    ContestVerdict verdict =
        new Contest(Cases.WORKLOAD, List.of(process, platform, virtual), List.of(), null).verdict();

    assertThat(verdict)
        .isInstanceOfSatisfying(
            ContestVerdict.Winner.class,
            winner -> {
              assertThat(winner.winner()).isSameAs(virtual);
              assertThat(winner.runnerUp()).isSameAs(platform);
              Interval interval = Objects.requireNonNull(winner.ratio().interval());
              assertThat(interval.low()).isCloseTo(1.25986, within(1e-5));
              assertThat(interval.high()).isCloseTo(1.33870, within(1e-5));
            });
  }

  @Test
  void theReferenceNeverWinsAgainstAnotherInFlight() {
    CaseResult serial = Cases.of("serial", 1, 9000, 9001, 9002);
    CaseResult platform = Cases.of("platform", 16, 1000, 1005, 998);
    CaseResult virtual = Cases.of("virtual", 16, 1300, 1310, 1290);
    Contest contest =
        new Contest(Cases.WORKLOAD, List.of(platform, virtual), List.of(serial), null);

    assertThat(contest.best()).containsSame(virtual);
    assertThat(contest.shown()).containsExactly(serial, platform, virtual);
    assertThat(contest.overReference(virtual).orElseThrow().estimate())
        .isCloseTo(1300 / 9001.0, within(1e-4));
    assertThat(contest.toBest(virtual)).isEmpty();
    assertThat(contest.toBest(platform).orElseThrow().estimate()).isLessThan(1);
  }

  @Test
  void theReferenceTakesPartAtItsOwnInFlight() {
    CaseResult serial = Cases.of("serial", 1, 9000, 9001, 9002);
    CaseResult virtual = Cases.of("virtual", 1, 1300, 1310, 1290);
    Contest contest = new Contest(Cases.WORKLOAD, List.of(serial, virtual), List.of(serial), null);

    assertThat(contest.shown()).containsExactly(serial, virtual);
    assertThat(contest.verdict())
        .isInstanceOfSatisfying(
            ContestVerdict.Winner.class, winner -> assertThat(winner.winner()).isSameAs(serial));
  }

  @Test
  void whereTheBackendDecidesNoModelWins() {
    CaseResult platform = Cases.of("platform", 16, 1000, 1005, 998);
    CaseResult virtual = Cases.of("virtual", 16, 1100, 1110, 1105);
    CaseResult unmeasured = Cases.of("process", 16);
    Contest contest =
        new Contest(
            Cases.WORKLOAD, List.of(platform, virtual, unmeasured), List.of(), Cases.ceiling(1200));

    assertThat(contest.shareOfCeiling(platform).orElseThrow()).isCloseTo(0.834, within(1e-3));
    assertThat(contest.shareOfCeiling(unmeasured)).isEmpty();
    assertThat(contest.verdict()).isEqualTo(new ContestVerdict.BackendLimited(virtual, platform));
  }

  @Test
  void aWinnerMayBeTheOnlyOneThatTheBackendHoldsUp() {
    CaseResult platform = Cases.of("platform", 16, 1000, 1005, 998);
    CaseResult virtual = Cases.of("virtual", 16, 1300, 1310, 1290);
    Contest contest =
        new Contest(Cases.WORKLOAD, List.of(platform, virtual), List.of(), Cases.ceiling(1400));

    assertThat(contest.isBackendLimited(virtual)).isTrue();
    assertThat(contest.isBackendLimited(platform)).isFalse();
    assertThat(contest.verdict()).isInstanceOf(ContestVerdict.Winner.class);
  }
}
