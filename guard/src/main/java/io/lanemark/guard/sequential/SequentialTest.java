package io.lanemark.guard.sequential;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Change;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Priors;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A comparison that is measured round by round: few forks first, more if they decide nothing, and
/// fresh forks to confirm a suspicion.
///
/// Every round looks again at the same forks and a few more, so that chance gets one more
/// opportunity each time. Therefore what a look finds is only a suspicion. From then on, forks of
/// that subject are counted separately, their number is fixed before the first of them runs, they
/// are looked at once, and those that raised the suspicion no longer count: the verdict is as good
/// as that of a comparison of suspects alone.
///
/// Each fork of the base is measured together with one of the candidate, and compared with it:
/// [ComparisonSettings#inPairs].
///
/// The same forks in the same order lead to the same decisions.
///
/// @param <S> what is measured in one trial: one case, or several
public final class SequentialTest<S> {

  private final ComparisonSettings settings;
  private final ForkRange forks;
  private final boolean thorough;
  private final SequencedMap<S, SubjectProgress> progressBySubject = new LinkedHashMap<>();
  private final Map<BenchmarkKey, SubjectProgress> byKey = new HashMap<>();

  /// A comparison for which nothing has been measured yet.
  ///
  /// @param subjects what is compared; all different
  /// @param settings of the comparison
  /// @param forks how many
  /// @param thorough whether every subject gets the most forks, whatever the first ones say
  public SequentialTest(
      List<S> subjects, ComparisonSettings settings, ForkRange forks, boolean thorough) {
    this.settings = settings.inPairs();
    this.forks = forks;
    this.thorough = thorough;
    subjects.forEach(subject -> progressBySubject.put(subject, new SubjectProgress(forks)));
  }

  /// A fork of each side was measured. A fork that failed is given as [Measured#failures] under the
  /// keys of the other side.
  ///
  /// @param subject what was measured
  /// @param base each case of the subject, on the base
  /// @param candidate the same on the candidate
  public void add(S subject, List<Measured> base, List<Measured> candidate) {
    SubjectProgress progress = progress(subject);
    progress.add(base, candidate);
    Stream.of(base, candidate)
        .flatMap(List::stream)
        .forEach(measured -> byKey.put(measured.key(), progress));
  }

  /// Decides at the end of a round.
  public void look() {
    Map<SubjectProgress, List<Verdict>> verdicts =
        screened().verdicts().stream()
            .filter(verdict -> byKey.containsKey(verdict.key()))
            .collect(Collectors.groupingBy(verdict -> progress(verdict.key())));
    verdicts.forEach(
        (progress, each) ->
            progress.look(each, each.stream().map(v -> outlook(progress, v)).toList()));
  }

  private Outlook outlook(SubjectProgress progress, Verdict verdict) {
    Outlook outlook =
        Outlook.of(verdict, settings.margins().of(verdict.key().measured()), forks.most());
    boolean early = !progress.hasLeast() || (thorough && outlook != Outlook.CHANGED);
    return early ? Outlook.OPEN : outlook;
  }

  /// How far a subject has come.
  ///
  /// @param subject one of those that are compared
  /// @return what is measured of it, if anything
  public SubjectStage stage(S subject) {
    return progress(subject).stage();
  }

  /// How many pairs of forks were measured.
  ///
  /// @param subject one of those that are compared
  /// @return one for each time that it was added
  public int pairs(S subject) {
    return progress(subject).pairs();
  }

  /// How many pairs of forks are to be measured in this stage, at most.
  ///
  /// @param subject one of those that are compared
  /// @return 0 if there are none
  public int pairsLeft(S subject) {
    return progress(subject).pairsLeft();
  }

  /// How many pairs it would take to confirm a suspicion that the next look raises.
  ///
  /// @param subject one that is not suspect
  /// @return the number of fresh pairs
  public int pairsToConfirm(S subject) {
    return forks.toConfirm(Math.max(forks.least(), progress(subject).pairs() + 1));
  }

  /// What the first forks say about all cases, suspicions included.
  ///
  /// @return a verdict for each case
  public Comparison screened() {
    return Comparison.of(
        all(progress -> progress.screened().base()),
        all(progress -> progress.screened().candidate()),
        settings);
  }

  /// The verdicts on all cases: on suspects by their fresh forks alone, on all others by the first
  /// ones.
  ///
  /// @return a verdict for each case
  public Comparison verdicts() {
    Comparison screened = screened();
    Map<BenchmarkKey, Verdict> confirmed =
        Comparison.of(
                all(SubjectProgress::freshBase),
                all(SubjectProgress::freshCandidate),
                settings,
                priors())
            .verdicts()
            .stream()
            .collect(Collectors.toMap(Verdict::key, verdict -> verdict));
    return new Comparison(
        settings,
        screened.verdicts().stream().map(verdict -> last(verdict, confirmed)).toList(),
        screened.gone(),
        screened.remarks());
  }

  private Verdict last(Verdict first, Map<BenchmarkKey, Verdict> confirmed) {
    SubjectProgress progress = progress(first.key());
    if (!progress.isSuspect(first.key())) {
      return isChange(first.kind()) ? unconfirmed(first, progress) : first;
    }
    Verdict second = confirmed.get(first.key());
    if (second == null
        || (progress.stage() != SubjectStage.OVER && second.kind() != Kind.INFRASTRUCTURE)) {
      return first.as(
          Kind.INCONCLUSIVE,
          "suspected to have changed, but the budget ran out before fresh forks could confirm it");
    }
    if (progress.hasFailed() && isChange(second.kind())) {
      return second.as(Kind.INFRASTRUCTURE, "suspected to have changed; a fresh fork failed");
    }
    String note =
        switch (second.kind()) {
          case REGRESSED, ACCEPTED, IMPROVED ->
              String.format(
                  Locale.ROOT, "confirmed on %d fresh forks per side", progress.freshPairs());
          case SAME, INCONCLUSIVE, INFRASTRUCTURE, NO_BASELINE ->
              String.format(
                  Locale.ROOT,
                  "suspected to have changed%s; %d fresh forks per side did not confirm it",
                  by(first.change()),
                  progress.freshPairs());
        };
    return second.as(second.kind(), note);
  }

  private static boolean isChange(Kind kind) {
    return switch (kind) {
      case REGRESSED, ACCEPTED, IMPROVED -> true;
      case SAME, INCONCLUSIVE, INFRASTRUCTURE, NO_BASELINE -> false;
    };
  }

  /// A suspicion that was not followed up: nothing is called changed without fresh forks.
  private static Verdict unconfirmed(Verdict first, SubjectProgress progress) {
    return progress.hasFailed()
        ? first.as(Kind.INFRASTRUCTURE, "")
        : first.as(
            Kind.INCONCLUSIVE,
            "seems to have changed%s, but no fresh forks confirmed it"
                .formatted(by(first.change())));
  }

  private static String by(@Nullable Change change) {
    return change == null
        ? ""
        : String.format(Locale.ROOT, " by %+.1f %%", 100 * (change.ratio() - 1));
  }

  /// Suspects alone are too few to show how much forks vary.
  private Priors priors() {
    return Priors.of(
        all(progress -> progress.screened().base()),
        all(progress -> progress.screened().candidate()),
        settings);
  }

  private List<Measured> all(Function<SubjectProgress, List<Measured>> side) {
    return progressBySubject.values().stream()
        .flatMap(progress -> side.apply(progress).stream())
        .toList();
  }

  private SubjectProgress progress(S subject) {
    SubjectProgress progress = progressBySubject.get(subject);
    if (progress == null) {
      throw new IllegalArgumentException("not compared: " + subject);
    }
    return progress;
  }

  private SubjectProgress progress(BenchmarkKey key) {
    SubjectProgress progress = byKey.get(key);
    if (progress == null) {
      throw new IllegalArgumentException("not compared: " + key);
    }
    return progress;
  }
}
