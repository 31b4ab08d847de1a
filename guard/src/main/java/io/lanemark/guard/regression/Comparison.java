package io.lanemark.guard.regression;

import io.lanemark.exit.ExitCode;
import io.lanemark.guard.regression.Verdict.Kind;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What is said of a candidate beside its base.
///
/// @param settings what it goes by
/// @param verdicts one for each number of each case that the candidate has, in the order of the
///   keys
/// @param gone what only the base has, in the order of the keys; it is never compared with anything
/// @param remarks on all of it
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
  /// count together. The same arguments give the same comparison, whatever their order but for that
  /// of forks.
  ///
  /// @param base what was measured before; possibly nothing
  /// @param candidate what was measured now; possibly nothing
  /// @param settings what it goes by
  /// @return a verdict for each key of the candidate
  public static Comparison of(
      List<Measured> base, List<Measured> candidate, ComparisonSettings settings) {
    return new Comparer(settings).compare(base, candidate);
  }

  /// Compares what only some cases were measured again for: how much forks are expected to scatter
  /// is taken from a comparison of more of them.
  ///
  /// @param base what was measured before
  /// @param candidate what was measured now
  /// @param settings what it goes by
  /// @param priors what those cases tell
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

  /// The same, with a remark where no case was measured on both sides.
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

  /// The answer of all verdicts and remarks together. A regression outweighs all else, and so does
  /// an accepted one that has expired; then come trials that failed.
  ///
  /// @param strict whether it counts that something is inconclusive, gone, or not to be compared
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
    /// At least one case regressed, or what was accepted has expired.
    REGRESSION(ExitCode.REGRESSION),
    /// At least one case could not be told, where that counts.
    INCONCLUSIVE(ExitCode.INCONCLUSIVE),
    /// No regression was shown, but trials failed.
    INFRASTRUCTURE(ExitCode.INFRASTRUCTURE);

    private final ExitCode exitCode;

    Outcome(ExitCode exitCode) {
      this.exitCode = exitCode;
    }

    /// What a command exits with that gives this answer.
    ///
    /// @return 0 to 3
    public ExitCode exitCode() {
      return exitCode;
    }
  }
}
