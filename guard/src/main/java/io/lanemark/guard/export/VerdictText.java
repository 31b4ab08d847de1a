package io.lanemark.guard.export;

import io.lanemark.guard.regression.Aspect;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Change;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Design;
import io.lanemark.guard.regression.Remark;
import io.lanemark.guard.regression.Unit;
import io.lanemark.guard.regression.UnitScale;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.text.Plural;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The texts of verdicts, which are the same on the terminal, in files and on pages.
public final class VerdictText {

  /// Stands for a number that does not exist.
  static final String NONE = "–";

  private VerdictText() {}

  /// The verdict as it is printed.
  static String kind(Kind kind) {
    return kind.name().replace('_', ' ');
  }

  /// The result of the whole comparison in a few words.
  ///
  /// @param comparison the verdicts
  /// @return one line
  public static String headline(Comparison comparison) {
    long regressed = comparison.count(Kind.REGRESSED);
    long expired = comparison.count(Remark.Kind.EXPIRED);
    if (regressed + expired > 0) {
      return Stream.of(
              regressed == 0 ? "" : Plural.of(regressed, "regression"),
              expired == 0 ? "" : Plural.of(expired, "accepted change") + " expired")
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(", "));
    }
    if (comparison.count(Remark.Kind.NOT_COMPARABLE) > 0) {
      return "Not comparable";
    }
    if (comparison.verdicts().isEmpty()) {
      return "Nothing to compare";
    }
    long failed = comparison.count(Kind.INFRASTRUCTURE);
    return failed > 0
        ? "No regression shown, but %s without a verdict".formatted(Plural.of(failed, "case"))
        : "No regression shown";
  }

  /// What a remark means, as it is printed.
  static String kind(Remark.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// The settings of a comparison.
  ///
  /// @param comparison the verdicts
  /// @return some sentences
  public static String rules(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "Margin %s %%, false discovery rate %s %%. %s",
        plain(comparison.settings().margins().usual()),
        plain(comparison.settings().falseDiscoveryRate()),
        intervals(comparison.settings().design()));
  }

  private static String intervals(Design design) {
    return switch (design) {
      case INDEPENDENT -> "Intervals are from Welch’s test of the forks of both sides.";
      case PAIRED -> "Intervals are from pairs of forks that ran right after each other.";
    };
  }

  private static String plain(double share) {
    return String.format(Locale.ROOT, "%.3f", share * 100).replaceAll("\\.?0+$", "");
  }

  /// Class and method of a benchmark; the full name if other benchmarks have the same two.
  static String benchmark(BenchmarkKey key, Set<String> ambiguous) {
    String shortName = key.shortName();
    return ambiguous.contains(shortName) ? key.measured().benchmark() : shortName;
  }

  /// The short names that stand for more than one benchmark.
  static Set<String> ambiguous(Stream<BenchmarkKey> keys) {
    return keys
        .collect(
            Collectors.groupingBy(
                BenchmarkKey::shortName,
                Collectors.mapping(key -> key.measured().benchmark(), Collectors.toSet())))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// The change of the cost, with its sign.
  static String change(Change change) {
    return signed(change.ratio()) + " %";
  }

  static String interval(Change change) {
    return "%s to %s %%"
        .formatted(signed(change.interval().low()), signed(change.interval().high()));
  }

  /// Both sides' values, in the unit that suits them: operations per second, or a time.
  static String values(Unit unit, Change change) {
    UnitScale scale = UnitScale.of(unit, change.baseCost(), change.candidateCost());
    return "%s → %s %s"
        .formatted(
            scale.number(change.baseCost()), scale.number(change.candidateCost()), scale.symbol());
  }

  /// One phrase on the reason of the verdict.
  static String reason(Verdict verdict) {
    Change change = verdict.change();
    String note = verdict.note();
    if (change == null) {
      return note;
    }
    String says =
        switch (verdict.kind()) {
          case REGRESSED, ACCEPTED, IMPROVED, INFRASTRUCTURE, NO_BASELINE ->
              change.aspect() == Aspect.FLOOR ? "" : "in the slowest iterations of each fork";
          case SAME -> "";
          case INCONCLUSIVE -> inconclusive(change);
        };
    return Stream.of(says, note).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
  }

  private static String inconclusive(Change change) {
    return "noise hides changes below " + signed(change.smallestShown()) + " %";
  }

  /// A full sentence, for outputs without columns.
  static String sentence(Verdict verdict) {
    Change change = verdict.change();
    String reason = reason(verdict);
    if (change == null) {
      return reason;
    }
    String numbers =
        String.format(
            Locale.ROOT,
            "%s (%.0f %% interval %s), %s, %d and %d forks",
            magnitude(verdict.unit(), change),
            100 * ComparisonSettings.INTERVAL_CONFIDENCE,
            interval(change),
            values(verdict.unit(), change),
            change.baseForks(),
            change.candidateForks());
    return reason.isEmpty() ? numbers : numbers + "; " + reason;
  }

  private static String magnitude(Unit unit, Change change) {
    double ratio = change.ratio();
    String word =
        unit.equals(Unit.BYTES) ? (ratio < 1 ? "less" : "more") : ratio < 1 ? "faster" : "slower";
    return "%s %% %s".formatted(percent(Math.abs(ratio - 1)), word);
  }

  static String signed(double ratio) {
    String size = percent(Math.abs(ratio - 1));
    return (ratio < 1 && !size.equals("0.0") ? "−" : "+") + size;
  }

  private static String percent(double share) {
    double percent = share * 100;
    return percent < 999.5
        ? String.format(Locale.ROOT, "%.1f", percent)
        : String.format(Locale.ROOT, "%,.0f", percent);
  }
}
