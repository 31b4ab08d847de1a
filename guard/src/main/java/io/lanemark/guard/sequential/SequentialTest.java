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
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A comparison that is measured round by round: few forks first, more where they do not tell, and
/// a suspicion is confirmed on fresh forks.
///
/// Every round looks again at the same forks and a few more, so that chance gets one more
/// opportunity each time. Therefore what a look finds is only a suspicion. From then on forks of
/// that subject count apart, their number is fixed before the first of them runs, they are looked
/// at once, and those that raised the suspicion no longer count: the verdict is as good as that of
/// a comparison of suspects alone.
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
  private final SequencedMap<S, Course> courses = new LinkedHashMap<>();
  private final Map<BenchmarkKey, Course> byKey = new HashMap<>();

  /// A comparison of which nothing is measured.
  ///
  /// @param subjects what is compared; all different
  /// @param settings what it goes by
  /// @param forks how many
  /// @param thorough whether every subject gets the most forks, whatever the first ones say
  public SequentialTest(
      List<S> subjects, ComparisonSettings settings, ForkRange forks, boolean thorough) {
    this.settings = settings.inPairs();
    this.forks = forks;
    this.thorough = thorough;
    subjects.forEach(subject -> courses.put(subject, new Course(forks)));
  }

  /// A fork of each side was measured. A fork that failed is given as [Measured#failures] under the
  /// keys of the other side.
  ///
  /// @param subject what was measured
  /// @param base each case of the subject, on the base
  /// @param candidate the same on the candidate
  public void add(S subject, List<Measured> base, List<Measured> candidate) {
    Course course = course(subject);
    course.add(base, candidate);
    Stream.of(base, candidate)
        .flatMap(List::stream)
        .forEach(measured -> byKey.put(measured.key(), course));
  }

  /// Decides at the end of a round.
  public void look() {
    Map<Course, List<Verdict>> verdicts =
        screened().verdicts().stream()
            .filter(verdict -> byKey.containsKey(verdict.key()))
            .collect(Collectors.groupingBy(verdict -> course(verdict.key())));
    verdicts.forEach(
        (course, each) -> course.look(each, each.stream().map(v -> standing(course, v)).toList()));
  }

  private Standing standing(Course course, Verdict verdict) {
    Standing standing =
        Standing.of(verdict, settings.margins().of(verdict.key().measured()), forks.most());
    boolean early = !course.hasLeast() || (thorough && standing != Standing.CHANGED);
    return early ? Standing.OPEN : standing;
  }

  /// How far a subject has come.
  ///
  /// @param subject one of those that are compared
  /// @return what is measured of it, if anything
  public Stage stage(S subject) {
    return course(subject).stage();
  }

  /// How many pairs of forks were measured.
  ///
  /// @param subject one of those that are compared
  /// @return one for each time that it was added
  public int pairs(S subject) {
    return course(subject).pairs();
  }

  /// How many pairs of forks are to be measured in this stage, at most.
  ///
  /// @param subject one of those that are compared
  /// @return 0 where nothing is
  public int pairsLeft(S subject) {
    return course(subject).pairsLeft();
  }

  /// How many pairs it would take to confirm a suspicion that the next look raises.
  ///
  /// @param subject one that is not suspect
  /// @return the number of fresh pairs
  public int pairsToConfirm(S subject) {
    return forks.toConfirm(Math.max(forks.least(), course(subject).pairs() + 1));
  }

  /// What the first forks say of all cases, suspicions included.
  ///
  /// @return a verdict for each case
  public Comparison screened() {
    return Comparison.of(
        all(course -> course.screened().base()),
        all(course -> course.screened().candidate()),
        settings);
  }

  /// What is said of all cases: of suspects by their fresh forks alone, of all others by the first
  /// ones.
  ///
  /// @return a verdict for each case
  public Comparison verdicts() {
    Comparison screened = screened();
    Map<BenchmarkKey, Verdict> confirmed =
        Comparison.of(all(Course::freshBase), all(Course::freshCandidate), settings, priors())
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
    Course course = course(first.key());
    if (!course.isSuspect(first.key())) {
      return isChange(first.kind()) ? unconfirmed(first, course) : first;
    }
    Verdict second = confirmed.get(first.key());
    if (second == null || (course.stage() != Stage.OVER && second.kind() != Kind.INFRASTRUCTURE)) {
      return first.as(
          Kind.INCONCLUSIVE,
          "suspected to have changed, but the budget was over before fresh forks could confirm it");
    }
    if (course.hasFailed() && isChange(second.kind())) {
      return second.as(Kind.INFRASTRUCTURE, "suspected to have changed; a fresh fork failed");
    }
    String note =
        switch (second.kind()) {
          case REGRESSED, ACCEPTED, IMPROVED ->
              "confirmed on %d fresh forks a side".formatted(course.freshPairs());
          case SAME, INCONCLUSIVE, INFRASTRUCTURE, NO_BASELINE ->
              "suspected to have changed%s; %d fresh forks a side did not confirm it"
                  .formatted(by(first.change()), course.freshPairs());
        };
    return second.as(second.kind(), note);
  }

  private static boolean isChange(Kind kind) {
    return switch (kind) {
      case REGRESSED, ACCEPTED, IMPROVED -> true;
      case SAME, INCONCLUSIVE, INFRASTRUCTURE, NO_BASELINE -> false;
    };
  }

  /// A look that nobody acted upon: nothing is said to have changed without fresh forks.
  private static Verdict unconfirmed(Verdict first, Course course) {
    return course.hasFailed()
        ? first.as(Kind.INFRASTRUCTURE, "")
        : first.as(
            Kind.INCONCLUSIVE,
            "seems to have changed%s, and no fresh forks confirmed it"
                .formatted(by(first.change())));
  }

  private static String by(@Nullable Change change) {
    return change == null ? "" : " by %+.1f %%".formatted(100 * (change.ratio() - 1));
  }

  /// Suspects alone are too few to tell how much forks scatter.
  private Priors priors() {
    return Priors.of(
        all(course -> course.screened().base()),
        all(course -> course.screened().candidate()),
        settings);
  }

  private List<Measured> all(Function<Course, List<Measured>> side) {
    return courses.values().stream().flatMap(course -> side.apply(course).stream()).toList();
  }

  private Course course(S subject) {
    Course course = courses.get(subject);
    if (course == null) {
      throw new IllegalArgumentException("not compared: " + subject);
    }
    return course;
  }

  private Course course(BenchmarkKey key) {
    Course course = byKey.get(key);
    if (course == null) {
      throw new IllegalArgumentException("not compared: " + key);
    }
    return course;
  }
}
