package io.lanemark.guard.export;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Change;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Remark;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The verdicts of a comparison as rows of text, the most important first.
///
/// @param summary how many there are of each kind, in one line
/// @param rows one for each verdict
/// @param gone cases that only the base has, one line each
/// @param remarks on the whole comparison, the most important first
public record VerdictTable(String summary, List<Row> rows, List<String> gone, List<Note> remarks) {

  /// One verdict.
  ///
  /// @param kind the answer
  /// @param benchmark class and method
  /// @param details parameters, mode and so on
  /// @param change the change of the cost; a dash if there is none
  /// @param interval its interval
  /// @param values from the base to the candidate
  /// @param reason what else a reader should know; may be empty
  public record Row(
      Kind kind,
      String benchmark,
      String details,
      String change,
      String interval,
      String values,
      String reason) {

    /// The verdict as it is printed.
    ///
    /// @return one or two words
    public String answer() {
      return VerdictText.kind(kind);
    }

    /// Name of the style: which colour it has.
    ///
    /// @return name of the style
    public String style() {
      return switch (kind) {
        case REGRESSED -> "bad";
        case IMPROVED -> "good";
        case INFRASTRUCTURE, ACCEPTED -> "caveat";
        case INCONCLUSIVE, NO_BASELINE, SAME -> "quiet";
      };
    }
  }

  /// A remark.
  ///
  /// @param kind what it means for the answer
  /// @param text one line
  public record Note(Remark.Kind kind, String text) {

    /// A remark as a note.
    ///
    /// @param remark any
    /// @return the note
    public static Note of(Remark remark) {
      return new Note(remark.kind(), remark.text());
    }

    /// What it means for the answer, as it is printed.
    ///
    /// @return some words
    public String meaning() {
      return VerdictText.kind(kind);
    }

    /// Name of the style: which colour it has.
    ///
    /// @return name of the style
    public String style() {
      return switch (kind) {
        case EXPIRED -> "bad";
        case NOT_COMPARABLE, WARNING -> "caveat";
      };
    }

    /// The remark as one line.
    String line() {
      return meaning() + ": " + text;
    }
  }

  /// Lays out a comparison.
  ///
  /// @param comparison the verdicts
  /// @return a row for each case that is shown
  public static VerdictTable of(Comparison comparison) {
    Set<String> ambiguous =
        VerdictText.ambiguous(
            Stream.concat(
                comparison.verdicts().stream().map(Verdict::key), comparison.gone().stream()));
    return new VerdictTable(
        summary(comparison),
        comparison.verdicts().stream()
            .sorted(Comparator.comparing(Verdict::kind))
            .map(verdict -> row(verdict, ambiguous))
            .toList(),
        comparison.gone().stream().map(key -> name(key, ambiguous)).toList(),
        comparison.remarks().stream()
            .sorted(Comparator.comparing(Remark::kind))
            .map(Note::of)
            .toList());
  }

  /// The rows that are worth showing: not those that are the same, and not those without a baseline
  /// if no case can have one.
  List<Row> notable() {
    return rows.stream()
        .filter(row -> row.kind() != Kind.SAME)
        .filter(row -> row.kind() != Kind.NO_BASELINE || isComparable() || !gone.isEmpty())
        .toList();
  }

  private boolean isComparable() {
    return remarks.stream().noneMatch(each -> each.kind() == Remark.Kind.NOT_COMPARABLE);
  }

  private static String summary(Comparison comparison) {
    String verdicts =
        Stream.of(Kind.values())
            .filter(kind -> comparison.count(kind) > 0)
            .map(
                kind ->
                    String.format(
                        Locale.ROOT,
                        "%d %s",
                        comparison.count(kind),
                        VerdictText.kind(kind).toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", "));
    String gone = comparison.gone().isEmpty() ? "" : comparison.gone().size() + " only in the base";
    String counts =
        Stream.of(verdicts, gone).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    return counts.isEmpty() ? "no cases" : counts;
  }

  private static Row row(Verdict verdict, Set<String> ambiguous) {
    Change change = verdict.change();
    return new Row(
        verdict.kind(),
        VerdictText.benchmark(verdict.key(), ambiguous),
        verdict.key().details(),
        change == null ? VerdictText.NONE : VerdictText.change(change),
        change == null ? VerdictText.NONE : VerdictText.interval(change),
        change == null ? VerdictText.NONE : VerdictText.values(verdict.unit(), change),
        VerdictText.reason(verdict));
  }

  private static String name(BenchmarkKey key, Set<String> ambiguous) {
    return VerdictText.benchmark(key, ambiguous) + " " + key.details();
  }
}
