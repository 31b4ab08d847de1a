package io.lanemark.guard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.regression.Aspect;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Change;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Comparison.Outcome;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Remark;
import io.lanemark.guard.regression.Unit;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.results.Case;
import io.lanemark.stats.Interval;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedChangesTest {

  private static final LocalDate LAST_DAY = LocalDate.of(2027, 3, 1);
  private static final String TEXT = "until 2027-03-01 at commit abc1234: reads twice";

  @ParameterizedTest
  @CsvSource({
    "REGRESSED, 1.10, 0, ACCEPTED, FINE",
    "REGRESSED, 1.05, 0, ACCEPTED, FINE",
    "REGRESSED, 1.1504, 0, ACCEPTED, FINE",
    "REGRESSED, 1.152, 0, REGRESSED, REGRESSION",
    "REGRESSED, 1.045, 0, REGRESSED, REGRESSION",
    "REGRESSED, 1.10, 1, REGRESSED, REGRESSION",
    "SAME, 1.10, 1, SAME, REGRESSION",
    "SAME, 1.00, 0, SAME, FINE",
    "IMPROVED, 0.90, 0, IMPROVED, FINE",
    "INCONCLUSIVE, 1.10, 0, INCONCLUSIVE, FINE",
    "INFRASTRUCTURE, 1.10, 0, INFRASTRUCTURE, INFRASTRUCTURE"
  })
  void acceptsWhatLiesInTheRangeUntilTheLastDay(
      Kind found, double ratio, int daysLate, Kind expected, Outcome outcome) {
    Comparison judged =
        accepted("+5%..+15%", daysLate).applyTo(comparison(verdict(found, ratio, false)));

    assertThat(judged.verdicts()).extracting(Verdict::kind).containsExactly(expected);
    assertThat(judged.outcome(false)).isEqualTo(outcome);
  }

  @Test
  void saysWhy() {
    assertThat(note("+5%..+15%")).isEqualTo("any note; accepted " + TEXT);
    assertThat(note("+1%..+2.5%")).isEqualTo("any note; accepted only for +1%..+2.5%, " + TEXT);
  }

  private static String note(String range) {
    return accepted(range, 0)
        .applyTo(comparison(verdict(Kind.REGRESSED, 1.1, false)))
        .verdicts()
        .getFirst()
        .note();
  }

  @Test
  void whatHasExpiredIsRemarkedOnWhetherOrNotTheChangeIsThere() {
    Remark expired = new Remark(Remark.Kind.EXPIRED, "Parser.parse size=10: accepted " + TEXT);

    assertThat(accepted("+5%..+15%", 1).applyTo(comparison(verdict(Kind.SAME, 1, false))).remarks())
        .containsExactly(expired);
    assertThat(accepted("+5%..+15%", 1).applyTo(comparison()).remarks()).containsExactly(expired);
  }

  @Test
  void whatIsAboutNoCaseIsRemarkedOnAndFailsNothing() {
    Comparison other =
        new Comparison(
            ComparisonSettings.DEFAULT,
            List.of(),
            List.of(verdict(Kind.SAME, 1, false).key()),
            List.of());
    Comparison judged = accepted("+5%..+15%", 0).applyTo(other);

    assertThat(judged.remarks()).extracting(Remark::kind).containsExactly(Remark.Kind.WARNING);
  }

  @Test
  void whereNothingWasComparedNoEntryIsSuperfluous() {
    Comparison judged = accepted("+5%..+15%", 0).applyTo(comparison());

    assertThat(judged.remarks()).isEmpty();
    assertThat(judged.outcome(true)).isEqualTo(Outcome.FINE);
  }

  @Test
  void anAcceptedChangeIsNoExcuseForTrialsThatFailed() {
    Comparison judged =
        accepted("+5%..+15%", 0).applyTo(comparison(verdict(Kind.REGRESSED, 1.1, true)));

    assertThat(judged.outcome(false)).isEqualTo(Outcome.INFRASTRUCTURE);
  }

  @Test
  void theFirstEntryThatFitsHolds() {
    AcceptedChanges changes =
        new AcceptedChanges(
            List.of(change("Parser.parse", "+1%..+2%"), change("Parser.parse", "+9%..+11%")),
            LAST_DAY);

    assertThat(
            changes.applyTo(comparison(verdict(Kind.REGRESSED, 1.1, false))).count(Kind.ACCEPTED))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Parser.parse, score, true",
    "org.example.Parser.parse, score, true",
    "Parser.parse size=10, score, true",
    "Parser.parse size=10 avgt, score, true",
    "Parser.parse avgt size=10 4 threads, score, true",
    "Parser.parse size=1, score, false",
    "Parser.parse size=10 thrpt, score, false",
    "parse, score, false",
    "Lexer.parse, score, false",
    "size=10, score, false",
    "Parser.parse, p99, false",
    "Parser.parse p99, p99, true",
    "Parser.parse size=10 p99, p99, true",
    "Parser.parse p99, score, false"
  })
  void namesACaseAsTablesPrintIt(String name, String number, boolean expected) {
    assertThat(change(name, "+5%..+15%").isAbout(new BenchmarkKey(measured(), number)))
        .isEqualTo(expected);
  }

  private static AcceptedChanges accepted(String range, int daysLate) {
    return new AcceptedChanges(
        List.of(change("Parser.parse size=10", range)), LAST_DAY.plusDays(daysLate));
  }

  private static AcceptedChange change(String name, String range) {
    return new AcceptedChange(
        List.of(name.split(" ")), "reads twice", ChangeRange.parse(range), "abc1234", LAST_DAY);
  }

  private static Comparison comparison(Verdict... verdicts) {
    return new Comparison(ComparisonSettings.DEFAULT, List.of(verdicts), List.of(), List.of());
  }

  private static Verdict verdict(Kind kind, double ratio, boolean failed) {
    return new Verdict(
        BenchmarkKey.score(measured()),
        Unit.NANOS,
        kind,
        new Change(
            Aspect.FLOOR, 5, 5, 1, ratio, new Interval(0.99 * ratio, 1.01 * ratio), 0, 1, 1.04),
        "any note",
        failed);
  }

  private static Case measured() {
    return new Case(
        "org.example.Parser.parse",
        "avgt",
        new TreeMap<>(Map.of("size", "10")),
        4,
        Case.DEFAULT_VARIANT);
  }
}
