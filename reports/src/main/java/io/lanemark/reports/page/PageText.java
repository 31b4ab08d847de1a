package io.lanemark.reports.page;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Contest;
import io.lanemark.decision.Ratio;
import io.lanemark.results.PlannedTrial;
import io.lanemark.stats.Interval;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Texts that occur in several places of a page.
final class PageText {

  /// Replaces a number that the system does not provide.
  static final String NOT_AVAILABLE = "n/a";

  /// Replaces a number that would be meaningless.
  static final String NONE = "–";

  private PageText() {}

  static String ratio(double ratio) {
    int decimals = ratio < 0.0995 ? 3 : ratio < 9.995 ? 2 : ratio < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", ratio);
  }

  static String interval(@Nullable Interval interval) {
    return interval == null
        ? "too few forks"
        : ratio(interval.low()) + " to " + ratio(interval.high());
  }

  private static String brackets(@Nullable Interval interval) {
    return interval == null
        ? "(too\u00A0few\u00A0forks)"
        : "[%s,\u00A0%s]".formatted(ratio(interval.low()), ratio(interval.high()));
  }

  /// A ratio with its interval, for tables.
  static String withInterval(Ratio ratio) {
    return "%s %s".formatted(ratio(ratio.estimate()), brackets(ratio.interval()));
  }

  /// A ratio to something named, with its interval.
  static String withInterval(Ratio ratio, String denominator) {
    return "%s × %s %s".formatted(ratio(ratio.estimate()), denominator, brackets(ratio.interval()));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /// The workload of a trial, and the purpose of a trial that takes no part in a comparison.
  static String workload(PlannedTrial planned) {
    String name = planned.trialCase().workload();
    return switch (planned.role()) {
      case MEASURE -> name;
      case CEILING -> name + ", backend alone";
      case SEARCH -> name + ", search for W";
    };
  }

  /// K and W of a contest.
  static String setting(Contest contest) {
    Set<Integer> workers = new LinkedHashSet<>();
    contest.entries().stream()
        .map(entry -> entry.measured().workers())
        .filter(each -> each > 0)
        .forEach(workers::add);
    if (workers.isEmpty()) {
      return "K = " + contest.inFlight();
    }
    if (workers.size() == 1) {
      return String.format(
          Locale.ROOT, "K = %d, W = %d", contest.inFlight(), workers.iterator().next());
    }
    return contest.entries().stream()
        .filter(entry -> entry.measured().workers() > 0)
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%s %d",
                    alikeOnAllVariants(contest, entry) ? entry.model() : entry.label(),
                    entry.measured().workers()))
        .distinct()
        .collect(
            Collectors.joining(
                ", ", String.format(Locale.ROOT, "K = %d, W: ", contest.inFlight()), ""));
  }

  private static boolean alikeOnAllVariants(Contest contest, CaseResult entry) {
    return contest.entries().stream()
        .filter(other -> other.model().equals(entry.model()))
        .allMatch(other -> other.measured().workers() == entry.measured().workers());
  }

  /// The name of a case in a contest: its model and variant, and its W if these occur twice.
  static String name(Contest contest, CaseResult entry) {
    List<CaseResult> same =
        contest.entries().stream().filter(each -> each.label().equals(entry.label())).toList();
    return same.size() < 2
        ? entry.label()
        : String.format(Locale.ROOT, "%s (W = %d)", entry.label(), entry.measured().workers());
  }
}
