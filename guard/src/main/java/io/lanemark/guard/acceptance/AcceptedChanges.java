package io.lanemark.guard.acceptance;

import io.lanemark.guard.regression.Change;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Remark;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.results.BadResultsException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Regressions that are accepted, each for a reason, within a range and until a day; the content of
/// a file that is kept with the sources, as of some day.
///
/// A regression is accepted if it lies in the range of an entry about it. An expired entry accepts
/// nothing, and fails the comparison until it is renewed or removed: nothing stays accepted only
/// because nobody looks.
public final class AcceptedChanges {

  /// Nothing is accepted.
  public static final AcceptedChanges NONE = new AcceptedChanges(List.of(), LocalDate.EPOCH);

  private final List<AcceptedChange> changes;
  private final LocalDate today;

  AcceptedChanges(List<AcceptedChange> changes, LocalDate today) {
    this.changes = List.copyOf(changes);
    this.today = today;
  }

  /// Reads a file.
  ///
  /// @param file a JSON array of objects, each with `case`, `reason`, `range`, `commit` and
  ///   `expires`
  /// @param today the day in UTC
  /// @return what is in it, possibly nothing
  /// @throws BadResultsException if it cannot be read; names the entry, counted from 1
  public static AcceptedChanges read(Path file, LocalDate today) {
    return new AcceptedChanges(AcceptedFile.read(file), today);
  }

  /// Judges a comparison again.
  ///
  /// @param comparison what was found
  /// @return the same, with accepted regressions marked, and a remark for each entry that has
  ///   expired, or that is about none of the cases
  public Comparison applyTo(Comparison comparison) {
    return new Comparison(
        comparison.settings(),
        comparison.verdicts().stream().map(this::judged).toList(),
        comparison.gone(),
        Stream.concat(
                comparison.remarks().stream(),
                changes.stream().flatMap(each -> remark(each, comparison).stream()))
            .toList());
  }

  private Optional<Remark> remark(AcceptedChange change, Comparison comparison) {
    if (change.hasExpired(today)) {
      return Optional.of(
          new Remark(
              Remark.Kind.EXPIRED, "%s: accepted %s".formatted(change.name(), change.text())));
    }
    boolean nothingSaid = comparison.verdicts().isEmpty() && comparison.gone().isEmpty();
    return nothingSaid
            || comparison.verdicts().stream().anyMatch(verdict -> change.isAbout(verdict.key()))
        ? Optional.empty()
        : Optional.of(
            new Remark(
                Remark.Kind.WARNING,
                "%s: listed as accepted, but no such case was measured".formatted(change.name())));
  }

  /// An accepted regression does not pass if trials of it failed.
  private Verdict judged(Verdict verdict) {
    Change change = verdict.change();
    if (verdict.kind() != Kind.REGRESSED || change == null) {
      return verdict;
    }
    List<AcceptedChange> about =
        changes.stream()
            .filter(each -> !each.hasExpired(today) && each.isAbout(verdict.key()))
            .toList();
    return about.stream()
        .filter(each -> each.range().contains(change.ratio()))
        .findFirst()
        .map(
            each ->
                verdict.as(
                    verdict.failed() ? Kind.INFRASTRUCTURE : Kind.ACCEPTED,
                    "accepted " + each.text()))
        .or(() -> about.stream().findFirst().map(each -> verdict.as(Kind.REGRESSED, beyond(each))))
        .orElse(verdict);
  }

  private static String beyond(AcceptedChange change) {
    return "accepted only for %s, %s".formatted(change.range().text(), change.text());
  }
}
