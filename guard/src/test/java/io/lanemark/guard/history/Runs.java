package io.lanemark.guard.history;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Unit;
import io.lanemark.results.Case;
import io.lanemark.stats.Sample;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Made-up runs of one benchmark, a day after each other.
public final class Runs {

  /// Where they run unless said otherwise.
  public static final String MACHINE = "a machine";

  /// What is measured.
  public static final Case CASE =
      new Case(
          "org.example.Parser.parse", "avgt", new TreeMap<>(Map.of("size", "10")), 1, "default");

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Runs() {}

  /// A run of that day, of one fork for each score in `us/op`.
  public static HistoryRun on(int day, double... scores) {
    return on(day, MACHINE, "us/op", scores);
  }

  /// The same anywhere, and in any unit.
  public static HistoryRun on(int day, String machine, String unit, double... scores) {
    return HistoryRun.of(
        new Origin(START.plusSeconds(86_400L * day), "abc" + day, machine, "25, VM"),
        List.of(measured(unit, scores)));
  }

  /// Forks of one iteration each.
  public static Measured measured(String symbol, double... scores) {
    Unit unit = Unit.ofScore(symbol.startsWith("ops") ? "thrpt" : "avgt", symbol);
    Case measured =
        unit.higherIsBetter()
            ? new Case(CASE.benchmark(), "thrpt", CASE.parameters(), 1, CASE.variant())
            : CASE;
    return new Measured(
        BenchmarkKey.score(measured),
        unit,
        Arrays.stream(scores).mapToObj(score -> Sample.of(unit.cost(score))).toList(),
        List.of());
  }
}
