package io.lanemark.reports.page;

import io.lanemark.decision.RunResults;
import io.lanemark.decision.TrialCheck;
import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.TreeFigures;
import io.lanemark.results.Trial;
import io.lanemark.text.Plural;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Rules that the numbers of all trials must satisfy, and signs of disturbed trials.
///
/// @param checks one for each rule
/// @param trials one for each trial that has a score
/// @param trialCount number of these trials
record ConsistencyChecks(List<Check> checks, List<TrialRow> trials, int trialCount) {

  /// A rule over all trials.
  ///
  /// @param rule what must hold
  /// @param found what was found
  /// @param known whether there is anything to check
  /// @param holds whether it holds in every trial
  record Check(String rule, String found, boolean known, boolean holds) {}

  /// One trial.
  ///
  /// @param id its name
  /// @param workload the workload
  /// @param model the model
  /// @param fork number of the trial within its case, from 1
  /// @param inFlight K
  /// @param little throughput × residence time
  /// @param deviation of that from K, in percent
  /// @param flags the rules that it violates; may be empty
  record TrialRow(
      String id,
      String workload,
      ModelLabel model,
      int fork,
      int inFlight,
      String little,
      String deviation,
      String flags) {}

  static ConsistencyChecks of(RunResults results) {
    List<TrialCheck> checks = results.checks();
    List<Check> rules =
        new ArrayList<>(
            List.of(
                new Check(
                    "Little’s law: throughput × mean residence time = K, within 2 %, in every"
                        + " trial",
                    little(checks),
                    !checks.isEmpty(),
                    checks.stream().allMatch(TrialCheck::littleHolds)),
                check(
                    "Tasks counted by the histograms = tasks counted by JMH (a peer: by itself), in"
                        + " every window",
                    checks,
                    TrialCheck::countsAgree),
                check("All workers steady before the first window", checks, TrialCheck::steady),
                outside(
                    "Control group not throttled",
                    results,
                    checks,
                    tree -> tree.interference().throttledNanos(),
                    check -> !check.throttled()),
                outside(
                    "At most 1 % of the processors’ time given to others by the hypervisor",
                    results,
                    checks,
                    tree -> tree.interference().stealNanos(),
                    check -> !check.stolen())));
    if (results.run().scope().memoryBudget().isPresent()) {
      rules.add(
          check(
              "Memory of the process tree within the budget, at the end of every window",
              checks,
              check -> !check.beyondBudget()));
    }
    return new ConsistencyChecks(
        List.copyOf(rules), checks.stream().map(ConsistencyChecks::row).toList(), checks.size());
  }

  /// How many trials violate a rule, as a sentence; empty if none does.
  static String warning(List<TrialCheck> checks) {
    long flagged = checks.stream().filter(check -> !check.passes()).count();
    return flagged == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%d of %s did not pass every check",
            flagged,
            Plural.of(checks.size(), "trial"));
  }

  private static String little(List<TrialCheck> checks) {
    return checks.stream()
        .max(Comparator.comparingDouble(TrialCheck::littleDeviation))
        .map(
            worst ->
                "%s; worst %s off, in %s"
                    .formatted(
                        passed(checks, TrialCheck::littleHolds),
                        percent(worst.littleDeviation()),
                        worst.trial().planned().id()))
        .orElse("no trial");
  }

  private static Check check(String rule, List<TrialCheck> checks, Predicate<TrialCheck> passes) {
    return new Check(
        rule, passed(checks, passes), !checks.isEmpty(), checks.stream().allMatch(passes));
  }

  private static Check outside(
      String rule,
      RunResults results,
      List<TrialCheck> checks,
      Function<TreeFigures, @Nullable Long> figure,
      Predicate<TrialCheck> passes) {
    boolean known =
        results.trials().stream()
            .flatMap(trial -> trial.iterations().stream())
            .map(Iteration::tree)
            .map(figure)
            .anyMatch(Objects::nonNull);
    return known
        ? check(rule, checks, passes)
        : new Check(rule, "not available on this system", false, false);
  }

  private static String passed(List<TrialCheck> checks, Predicate<TrialCheck> passes) {
    return String.format(
        Locale.ROOT,
        "%d of %s",
        checks.stream().filter(passes).count(),
        Plural.of(checks.size(), "trial"));
  }

  private static TrialRow row(TrialCheck check) {
    Trial trial = check.trial();
    Case measured = trial.planned().trialCase();
    return new TrialRow(
        trial.planned().id(),
        PageText.workload(trial.planned()),
        ModelLabel.of(measured),
        trial.planned().fork() + 1,
        measured.inFlight(),
        String.format(Locale.ROOT, "%.3f", check.littleInFlight()),
        percent(check.littleDeviation()),
        flags(check));
  }

  private static String flags(TrialCheck check) {
    List<String> flags = new ArrayList<>();
    if (!check.littleHolds()) {
      flags.add("Little’s law missed");
    }
    if (!check.countsAgree()) {
      flags.add("counts differ");
    }
    if (!check.steady()) {
      flags.add("not steady");
    }
    if (check.throttled()) {
      flags.add(String.format(Locale.ROOT, "throttled for %.1f ms", check.throttledNanos() / 1e6));
    }
    if (check.beyondBudget()) {
      flags.add("beyond the memory budget");
    }
    if (check.stolen()) {
      flags.add("steal " + percent(check.stealShare()));
    }
    return String.join(", ", flags);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }
}
