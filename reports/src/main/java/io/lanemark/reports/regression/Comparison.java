package io.lanemark.reports.regression;

import io.lanemark.reports.regression.Verdict.Kind;
import java.util.List;
import java.util.Objects;

/// What is said of a candidate beside its base.
///
/// @param settings what it goes by
/// @param verdicts one for each number of each case that the candidate has, in the order of the
///   keys
/// @param gone what only the base has, in the order of the keys; it is never compared with anything
public record Comparison(Settings settings, List<Verdict> verdicts, List<BenchmarkKey> gone) {

  /// Copies the lists.
  public Comparison {
    Objects.requireNonNull(settings, "settings");
    verdicts = List.copyOf(verdicts);
    gone = List.copyOf(gone);
  }

  /// Compares. A key that occurs more than once on a side was measured more than once: its forks
  /// count together. The same arguments give the same comparison, whatever their order but for that
  /// of forks.
  ///
  /// @param base what was measured before; possibly nothing
  /// @param candidate what was measured now; possibly nothing
  /// @param settings what it goes by
  /// @return a verdict for each key of the candidate
  public static Comparison of(List<Measured> base, List<Measured> candidate, Settings settings) {
    return new Comparer(settings).compare(base, candidate);
  }

  /// How many verdicts are of a kind.
  ///
  /// @param kind the answer
  /// @return at least 0
  public long count(Kind kind) {
    return verdicts.stream().filter(verdict -> verdict.kind() == kind).count();
  }

  /// The answer of all verdicts together. A regression outweighs all else; then come trials that
  /// failed.
  ///
  /// @param strict whether it counts that something is inconclusive, or gone
  /// @return what a build should do
  public Outcome outcome(boolean strict) {
    if (count(Kind.REGRESSED) > 0) {
      return Outcome.REGRESSION;
    }
    if (count(Kind.INFRASTRUCTURE) > 0) {
      return Outcome.INFRASTRUCTURE;
    }
    boolean open = count(Kind.INCONCLUSIVE) > 0 || !gone.isEmpty();
    return strict && open ? Outcome.INCONCLUSIVE : Outcome.FINE;
  }

  /// The answer of all verdicts together.
  public enum Outcome {
    /// No regression was shown.
    FINE,
    /// At least one case regressed.
    REGRESSION,
    /// At least one case could not be told, where that counts.
    INCONCLUSIVE,
    /// No regression was shown, but trials failed.
    INFRASTRUCTURE
  }
}
