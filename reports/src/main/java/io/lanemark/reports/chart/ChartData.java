package io.lanemark.reports.chart;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Contest;
import io.lanemark.text.Scale;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The cases in one chart: the models of a contest on one variant. The charts of all variants of a
/// contest have the same axes, so that they can be compared.
///
/// @param contest any contest
/// @param variant one of its variants
record ChartData(Contest contest, String variant) {

  /// The data of each variant that has a score.
  static List<ChartData> of(Contest contest) {
    return contest.variants().stream()
        .map(variant -> new ChartData(contest, variant))
        .filter(data -> !data.entries().isEmpty())
        .toList();
  }

  /// The cases in this chart.
  List<CaseResult> entries() {
    return all().stream().filter(entry -> entry.variant().equals(variant)).toList();
  }

  /// The cases in the charts of all variants, which determine the axes.
  List<CaseResult> all() {
    return contest.shown().stream().filter(CaseResult::hasScores).toList();
  }

  String title(String shown) {
    String title =
        String.format(
            Locale.ROOT,
            "%s: %s, K = %d",
            ShortName.of(contest.workload().name()),
            shown,
            contest.inFlight());
    return contest.variants().size() > 1 ? "%s, %s".formatted(title, ShortName.of(variant)) : title;
  }

  /// The label of a case: its W, and its K if that is not the K of the contest.
  String label(CaseResult entry) {
    int inFlight = entry.measured().inFlight();
    int workers = entry.measured().workers();
    return inFlight == contest.inFlight()
        ? String.format(Locale.ROOT, "%s W=%d", ShortName.of(entry.model()), workers)
        : "%s K=%s"
            .formatted(
                ShortName.of(entry.model()),
                workers == inFlight ? "W=" + workers : inFlight + " W=" + workers);
  }

  List<String> labels() {
    return entries().stream().map(this::label).toList();
  }

  String describe(
      String what, List<CaseResult> described, Scale scale, ToDoubleFunction<CaseResult> value) {
    return described.stream()
        .map(entry -> "%s %s".formatted(label(entry), scale.text(value.applyAsDouble(entry))))
        .collect(Collectors.joining("; ", what + ": ", "."));
  }
}
