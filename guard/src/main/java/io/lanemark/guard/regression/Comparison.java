package io.lanemark.guard.regression;

import io.lanemark.exit.ExitCode;
import io.lanemark.guard.regression.Verdict.Kind;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The verdicts on a candidate, compared with its base.
///
/// @param settings of the comparison
/// @param verdicts one for each number of each case that the candidate has, in the order of the
///   keys
/// @param gone what only the base has, in the order of the keys; it is never compared with anything
/// @param remarks on the whole comparison
public record Comparison(
    ComparisonSettings settings,
    List<Verdict> verdicts,
    List<BenchmarkKey> gone,
    List<Remark> remarks) {

  /// Copies the lists.
  public Comparison {
    Objects.requireNonNull(settings, "settings");
    verdicts = List.copyOf(verdicts);
    gone = List.copyOf(gone);
    remarks = List.copyOf(remarks);
  }

  /// Compares. A key that occurs more than once on a side was measured more than once: its forks
  /// count together. The same arguments give the same comparison, whatever their order, except the
  /// order of forks.
  ///
  /// @param base what was measured before; possibly nothing
  /// @param candidate what was measured now; possibly nothing
  /// @param settings of the comparison
  /// @return a verdict for each key of the candidate
  public static Comparison of(
      List<Measured> base, List<Measured> candidate, ComparisonSettings settings) {
    return new Comparer(settings).compare(base, candidate);
  }

  /// Compares forks that only some cases were measured again for: how much forks are expected to
  /// vary is taken from a comparison of more cases.
  ///
  /// @param base what was measured before
  /// @param candidate what was measured now
  /// @param settings of the comparison
  /// @param priors what those cases show
  /// @return a verdict for each key of the candidate
  public static Comparison of(
      List<Measured> base, List<Measured> candidate, ComparisonSettings settings, Priors priors) {
    return new Comparer(settings).compare(base, candidate, priors);
  }

  /// How many verdicts are of a kind.
  ///
  /// @param kind the answer
  /// @return at least 0
  public long count(Kind kind) {
    return verdicts.stream().filter(verdict -> verdict.kind() == kind).count();
  }

  /// How many remarks are of a kind.
  ///
  /// @param kind what they mean
  /// @return at least 0
  public long count(Remark.Kind kind) {
    return remarks.stream().filter(remark -> remark.kind() == kind).count();
  }

  /// The same with one more remark.
  ///
  /// @param kind what it means
  /// @param text one line
  /// @return a comparison that is otherwise this one
  public Comparison remarked(Remark.Kind kind, String text) {
    return new Comparison(
        settings,
        verdicts,
        gone,
        Stream.concat(remarks.stream(), Stream.of(new Remark(kind, text))).toList());
  }

  /// The same, with a remark if no case was measured on both sides.
  ///
  /// @return a comparison that is otherwise this one
  public Comparison remarkedWhereNothingIsInCommon() {
    boolean nothing =
        count(Remark.Kind.NOT_COMPARABLE) == 0 && count(Kind.NO_BASELINE) == verdicts.size();
    return nothing
        ? remarked(
            Remark.Kind.NOT_COMPARABLE, "no case was measured on both sides: nothing was compared")
        : this;
  }

  /// The answer of all verdicts and remarks together. A regression or an expired acceptance
  /// outweighs everything else, then a failed trial.
  ///
  /// @param strict whether it counts that something is inconclusive, only in the base, or not
  ///   comparable
  /// @return what a build should do
  public Outcome outcome(boolean strict) {
    if (count(Kind.REGRESSED) > 0 || count(Remark.Kind.EXPIRED) > 0) {
      return Outcome.REGRESSION;
    }
    if (count(Kind.INFRASTRUCTURE) > 0) {
      return Outcome.INFRASTRUCTURE;
    }
    boolean open =
        count(Kind.INCONCLUSIVE) > 0 || count(Remark.Kind.NOT_COMPARABLE) > 0 || !gone.isEmpty();
    return strict && open ? Outcome.INCONCLUSIVE : Outcome.FINE;
  }

  /// The answer of all verdicts together.
  public enum Outcome {
    /// No regression was shown.
    FINE(ExitCode.OK),
    /// At least one case regressed, or an acceptance has expired.
    REGRESSION(ExitCode.REGRESSION),
    /// At least one case is inconclusive, and that counts.
    INCONCLUSIVE(ExitCode.INCONCLUSIVE),
    /// No regression was shown, but trials failed.
    INFRASTRUCTURE(ExitCode.INFRASTRUCTURE);

    private final ExitCode exitCode;

    Outcome(ExitCode exitCode) {
      this.exitCode = exitCode;
    }

    /// The exit code of a command that gives this answer.
    ///
    /// @return 0 to 3
    public ExitCode exitCode() {
      return exitCode;
    }
  }
}
