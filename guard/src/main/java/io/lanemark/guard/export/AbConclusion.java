package io.lanemark.guard.export;

import io.lanemark.guard.ab.AbResult;
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
        String.format(
            Locale.ROOT,
            "Took %s of %s. The ruler moved by %.1f %% from round to round",
            DurationText.of(result.seconds()),
            DurationText.of(result.plan().limits().budget()),
            100 * result.ruler().moved()));
    text.append(
        result.ruler().isSuspicious()
            ? String.format(
                Locale.ROOT,
                "; more than %.1f %% is suspicious: the machine changed, so changes that were"
                    + " found may come from it%n",
                100 * result.ruler().bound())
            : String.format(
                Locale.ROOT, "; up to %.1f %% is fine%n", 100 * result.ruler().bound()));
    return text.toString();
  }
}
