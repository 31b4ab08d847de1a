package io.lanemark.reports.chart;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Contest;
import io.lanemark.text.Scale;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What is drawn in one picture: the models of a contest on one variant. The pictures of all
/// variants of a contest have the same axes, so that they can be held beside each other.
///
/// @param contest any contest
/// @param variant one of its variants
record Panel(Contest contest, String variant) {

  /// A panel for each variant of which anything can be drawn.
  static List<Panel> of(Contest contest) {
    return contest.variants().stream()
        .map(variant -> new Panel(contest, variant))
        .filter(panel -> !panel.entries().isEmpty())
        .toList();
  }

  /// What is drawn here.
  List<CaseResult> entries() {
    return all().stream().filter(entry -> entry.variant().equals(variant)).toList();
  }

  /// What is drawn here and in the other panels.
  List<CaseResult> all() {
    return contest.shown().stream().filter(CaseResult::hasScores).toList();
  }

  String title(String shown) {
    String title =
        "%s: %s, K = %d"
            .formatted(Text.shortened(contest.workload().name()), shown, contest.inFlight());
    return contest.variants().size() > 1
        ? "%s, %s".formatted(title, Text.shortened(variant))
        : title;
  }

  /// The label of an entry: its W, and its K where that is not the contest's.
  String label(CaseResult entry) {
    int inFlight = entry.measured().inFlight();
    int workers = entry.measured().workers();
    return inFlight == contest.inFlight()
        ? "%s W=%d".formatted(Text.shortened(entry.model()), workers)
        : "%s K=%s"
            .formatted(
                Text.shortened(entry.model()),
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
