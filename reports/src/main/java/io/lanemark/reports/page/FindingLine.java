package io.lanemark.reports.page;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Contest;
import io.lanemark.decision.ContestVerdict;
import io.lanemark.decision.Ratio;
import io.lanemark.text.Plural;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The answer of a contest, in one line.
///
/// @param workload the workload
/// @param setting its K and W
/// @param control whether it is a control
/// @param winner the model that leads; null if none does
/// @param sentence the rest of the line
record FindingLine(
    String workload,
    String setting,
    boolean control,
    @Nullable ModelLabel winner,
    String sentence) {

  static FindingLine of(Contest contest) {
    ContestVerdict verdict = contest.verdict();
    return new FindingLine(
        contest.workload().name(),
        PageText.setting(contest),
        contest.isControl(),
        verdict instanceof ContestVerdict.Winner leads
            ? ModelLabel.of(leads.winner().model())
            : null,
        sentence(contest, verdict) + backendLimited(contest, verdict));
  }

  /// The same in two or three words, for a table.
  static String brief(ContestVerdict verdict) {
    return switch (verdict) {
      case ContestVerdict.Winner leads -> leads.winner().label();
      case ContestVerdict.NoDifferenceShown _ -> "no difference shown";
      case ContestVerdict.TooFewForks _ -> "too few forks";
      case ContestVerdict.Throttled _ -> "throttled: not judged";
      case ContestVerdict.BackendLimited _ -> "backend-limited: not judged";
      case ContestVerdict.NothingToCompare _ -> "nothing to compare";
    };
  }

  private static String sentence(Contest contest, ContestVerdict verdict) {
    return switch (verdict) {
      case ContestVerdict.Winner(CaseResult winner, CaseResult runnerUp, Ratio ratio) ->
          "%s gives %s × the throughput of %s (99 %% interval %s)"
              .formatted(
                  qualifier(contest, winner),
                  PageText.ratio(ratio.estimate()),
                  PageText.name(contest, runnerUp),
                  PageText.interval(ratio.interval()))
              .strip();
      case ContestVerdict.NoDifferenceShown(CaseResult best, CaseResult runnerUp, Ratio ratio) ->
          "No difference shown: %s gives %s × the throughput of %s (99 %% interval %s)"
              .formatted(
                  PageText.name(contest, best),
                  PageText.ratio(ratio.estimate()),
                  PageText.name(contest, runnerUp),
                  PageText.interval(ratio.interval()));
      case ContestVerdict.TooFewForks(CaseResult best, CaseResult runnerUp) ->
          String.format(
              Locale.ROOT,
              "Too few forks: %s has %d and %s %d; a comparison needs %d of each",
              PageText.name(contest, best),
              best.trials().size(),
              PageText.name(contest, runnerUp),
              runnerUp.trials().size(),
              Ratio.LEAST_FORKS);
      case ContestVerdict.Throttled(int trials) ->
          "Not judged: the control group was throttled in " + Plural.of(trials, "trial");
      case ContestVerdict.BackendLimited(CaseResult best, CaseResult runnerUp) ->
          "Not judged, backend-limited: %s and %s reach %s and %s of what the backend gives alone"
              .formatted(
                  PageText.name(contest, best),
                  PageText.name(contest, runnerUp),
                  PageText.percent(contest.shareOfCeiling(best).orElseThrow()),
                  PageText.percent(contest.shareOfCeiling(runnerUp).orElseThrow()));
      case ContestVerdict.NothingToCompare(int cases) ->
          cases == 0 ? "No result" : "Nothing to compare: only one execution model has results";
    };
  }

  /// The models that the backend limits, unless the verdict already says so.
  private static String backendLimited(Contest contest, ContestVerdict verdict) {
    if (verdict instanceof ContestVerdict.BackendLimited) {
      return "";
    }
    return contest.ranking().stream()
        .filter(contest::isBackendLimited)
        .map(entry -> PageText.name(contest, entry))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "),
                names -> names.isEmpty() ? "" : "; backend-limited: " + names));
  }

  private static String qualifier(Contest contest, CaseResult winner) {
    String name = PageText.name(contest, winner);
    return name.substring(winner.model().length());
  }
}
