package io.lanemark.guard.export;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Change;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.text.Plural;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// What a comparison of some code with itself shows about a machine: how many false alarms it
/// gives, and how small a change it can show.
final class ProofText {

  private ProofText() {}

  /// Renders a proof: a headline, and a line for each case, those first in which the smallest
  /// changes show.
  ///
  /// @param verdicts the final verdicts
  /// @param screened what the first forks say about all cases; the smallest changes come from them
  /// @return lines, each with its end
  static String of(Comparison verdicts, Comparison screened) {
    List<Verdict> measured =
        screened.verdicts().stream()
            .filter(verdict -> verdict.change() != null && verdict.kind() != Kind.INFRASTRUCTURE)
            .sorted(Comparator.comparingDouble(ProofText::smallestShown))
            .toList();
    long alarms = verdicts.count(Kind.REGRESSED);
    long improvements = verdicts.count(Kind.IMPROVED);
    StringBuilder text = new StringBuilder();
    text.append(
        "Proof on this machine: %s and %s in %s of the same code%n"
            .formatted(
                Plural.of(alarms, "false alarm"),
                Plural.of(improvements, "false improvement"),
                Plural.of(verdicts.verdicts().size(), "case")));
    if (!measured.isEmpty()) {
      text.append("With a probability of 90 %% it shows a slow-down of at least:%n".formatted());
      Set<String> ambiguous = VerdictText.ambiguous(measured.stream().map(Verdict::key));
      measured.forEach(each -> text.append(line(each, ambiguous)));
    }
    return text.toString();
  }

  private static String line(Verdict verdict, Set<String> ambiguous) {
    BenchmarkKey key = verdict.key();
    Change change = change(verdict);
    return String.format(
        Locale.ROOT,
        "  %8s %%  %s %s  (%d and %d forks)%n",
        VerdictText.signed(change.smallestShown()),
        VerdictText.benchmark(key, ambiguous),
        key.details(),
        change.baseForks(),
        change.candidateForks());
  }

  private static double smallestShown(Verdict verdict) {
    return change(verdict).smallestShown();
  }

  private static Change change(Verdict verdict) {
    return Objects.requireNonNull(verdict.change());
  }
}
