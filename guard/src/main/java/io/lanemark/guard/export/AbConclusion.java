package io.lanemark.guard.export;

import io.lanemark.guard.ab.AbResult;
import io.lanemark.guard.sequential.RulerDrift;
import io.lanemark.text.DurationText;
import java.util.Locale;

/// What is printed about an A/B run in addition to its verdicts.
public final class AbConclusion {

  private AbConclusion() {}

  /// Describes the course of a run, and what a proof shows.
  ///
  /// @param result of the run
  /// @return lines, each with its end; empty if nothing was measured
  public static String of(AbResult result) {
    if (result.plan().subjects().both().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n");
    if (result.plan().isProof()) {
      text.append(ProofText.of(result.verdicts(), result.screened()));
    }
    text.append(
        "Took %s of %s. %s%n"
            .formatted(
                DurationText.of(result.seconds()),
                DurationText.of(result.plan().limits().budget()),
                machine(result.ruler())));
    return text.toString();
  }

  private static String machine(RulerDrift ruler) {
    if (!ruler.isKnown()) {
      return "The ruler was measured in fewer than two rounds, so whether the machine changed is"
          + " unknown";
    }
    String moved =
        String.format(
            Locale.ROOT, "The ruler moved by %.1f %% from round to round; ", 100 * ruler.moved());
    return moved
        + (ruler.isSuspicious()
            ? String.format(
                Locale.ROOT,
                "more than %.1f %% is suspicious: the machine changed, so changes that were found"
                    + " may come from it",
                100 * ruler.bound())
            : String.format(Locale.ROOT, "up to %.1f %% is fine", 100 * ruler.bound()));
  }
}
