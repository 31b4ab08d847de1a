package io.lanemark.cli;

import io.lanemark.ab.AbPlan;
import io.lanemark.reports.render.Plural;
import io.lanemark.reports.render.ProofText;
import java.time.Duration;
import java.util.Locale;

/// What is said of an A/B run beside its verdicts.
final class AbHeadline {

  private AbHeadline() {}

  /// What is about to be measured.
  static String of(AbPlan plan) {
    if (plan.subjects().isEmpty()) {
      return "A/B: no benchmark is in both jars";
    }
    return "%s: %s, %d to %d forks a side, at most %s"
        .formatted(
            plan.isProof() ? "Proof on this machine, the same code on both sides" : "A/B",
            Plural.of(plan.subjects().size(), "benchmark"),
            plan.leastForks(),
            plan.mostForks(),
            ConsoleProgress.minutes(plan.budget()));
  }

  /// What a run was like, and what a proof shows; lines with their ends, none where nothing ran.
  static String of(AbResult result) {
    if (result.plan().subjects().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n");
    if (result.plan().isProof()) {
      text.append(ProofText.of(result.verdicts(), result.screened()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "Took %s of %s. The ruler moved by %.1f %% from round to round",
            ConsoleProgress.minutes(Duration.ofSeconds(Math.round(result.seconds()))),
            ConsoleProgress.minutes(result.plan().budget()),
            100 * result.ruler().moved()));
    text.append(
        result.ruler().isSuspicious()
            ? String.format(
                Locale.ROOT,
                ", and more than %.1f %% is suspicious: the machine changed, do not trust what"
                    + " changed with it%n",
                100 * result.ruler().bound())
            : String.format(
                Locale.ROOT, "; up to %.1f %% is fine%n", 100 * result.ruler().bound()));
    return text.toString();
  }
}
