package io.lanemark.guard.sequential;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What was measured of one subject, and what is still to be.
final class SubjectProgress {

  private final ForkRange forks;
  private final Pairs screened = new Pairs();
  private final Pairs fresh = new Pairs();
  private Set<BenchmarkKey> suspected = Set.of();
  private int freshWanted;
  private boolean failed;
  private SubjectStage stage = SubjectStage.SCREENING;

  SubjectProgress(ForkRange forks) {
    this.forks = forks;
  }

  /// A failure ends it, and so does the last of the fresh forks.
  void add(List<Measured> base, List<Measured> candidate) {
    (isSuspect() ? fresh : screened).add(base, candidate);
    failed |= hasFailure(base) || hasFailure(candidate);
    if (failed || (isSuspect() && fresh.count() >= freshWanted)) {
      stage = SubjectStage.OVER;
    }
  }

  private static boolean hasFailure(List<Measured> side) {
    return side.stream().anyMatch(measured -> !measured.failures().isEmpty());
  }

  /// Decides on what the first forks say, as long as they count and none of them failed.
  ///
  /// @param verdicts on each of its numbers; all of them by the first forks alone
  /// @param outlooks what more forks may still show, in the same order
  void look(List<Verdict> verdicts, List<Outlook> outlooks) {
    if (isSuspect() || failed) {
      return;
    }
    Set<BenchmarkKey> changed =
        IntStream.range(0, verdicts.size())
            .filter(i -> outlooks.get(i) == Outlook.CHANGED)
            .mapToObj(i -> verdicts.get(i).key())
            .collect(Collectors.toUnmodifiableSet());
    if (!changed.isEmpty()) {
      suspect(changed);
    } else {
      boolean open = screened.count() < forks.most() && outlooks.contains(Outlook.OPEN);
      stage = open ? SubjectStage.SCREENING : SubjectStage.OVER;
    }
  }

  private void suspect(Set<BenchmarkKey> changed) {
    suspected = changed;
    freshWanted = forks.toConfirm(screened.count());
    stage = SubjectStage.CONFIRMING;
  }

  boolean hasFailed() {
    return failed;
  }

  boolean isSuspect() {
    return !suspected.isEmpty();
  }

  boolean isSuspect(BenchmarkKey key) {
    return suspected.contains(key);
  }

  SubjectStage stage() {
    return stage;
  }

  int pairs() {
    return screened.count() + fresh.count();
  }

  int pairsLeft() {
    return switch (stage) {
      case SCREENING -> forks.most() - screened.count();
      case CONFIRMING -> freshWanted - fresh.count();
      case OVER -> 0;
    };
  }

  int freshPairs() {
    return fresh.count();
  }

  boolean hasLeast() {
    return screened.count() >= forks.least();
  }

  Pairs screened() {
    return screened;
  }

  /// The fresh forks of what is suspected.
  List<Measured> freshBase() {
    return ofSuspected(fresh.base());
  }

  List<Measured> freshCandidate() {
    return ofSuspected(fresh.candidate());
  }

  private List<Measured> ofSuspected(List<Measured> side) {
    return side.stream().filter(measured -> isSuspect(measured.key())).toList();
  }

  /// Forks of both sides, in the order in which they ran.
  static final class Pairs {
    private final List<Measured> base = new ArrayList<>();
    private final List<Measured> candidate = new ArrayList<>();
    private int count;

    private void add(List<Measured> ofBase, List<Measured> ofCandidate) {
      base.addAll(ofBase);
      candidate.addAll(ofCandidate);
      count++;
    }

    int count() {
      return count;
    }

    List<Measured> base() {
      return base;
    }

    List<Measured> candidate() {
      return candidate;
    }
  }
}
