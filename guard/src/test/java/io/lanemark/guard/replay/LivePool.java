package io.lanemark.guard.replay;

import static java.util.Objects.requireNonNull;

import io.lanemark.guard.input.RunNumber;
import io.lanemark.guard.input.SideReader;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.sequential.ForkRange;
import io.lanemark.guard.sequential.SequentialTest;
import io.lanemark.guard.sequential.SubjectStage;
import io.lanemark.stats.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A/B runs drawn from forks that were recorded: 20 benchmarks of Lanemark's own, the same code on
/// both sides, and a candidate that is slower by about a tenth in all of them.
///
/// The forks are those of `live-*.json.gz`, which `ab` measured pair by pair; `docs/live-pool.md`
/// says how.
final class LivePool {

  private static final Path FOLDER = Path.of("src/test/resources/io/lanemark/guard/replay");

  private final List<Draw> same;
  private final List<Draw> slower;

  private LivePool(List<Draw> same, List<Draw> slower) {
    this.same = same;
    this.slower = slower;
  }

  static LivePool read() {
    return new LivePool(read("same"), read("slower"));
  }

  private static List<Draw> read(String name) {
    SortedMap<BenchmarkKey, Measured> base = side("live-%s-base.json.gz".formatted(name));
    SortedMap<BenchmarkKey, Measured> candidate = side("live-%s-candidate.json.gz".formatted(name));
    return base.values().stream()
        .map(each -> new Draw(each, requireNonNull(candidate.get(each.key()))))
        .toList();
  }

  private static SortedMap<BenchmarkKey, Measured> side(String file) {
    SortedMap<BenchmarkKey, Measured> side = new TreeMap<>();
    SideReader.read(List.of(FOLDER.resolve(file)), List.of(RunNumber.named("score")), _ -> true)
        .forEach(measured -> side.merge(measured.key(), measured, Measured::and));
    return side;
  }

  /// All forks of the base and of the slower candidate: what the slow-downs come to.
  Comparison sizes() {
    return compare(slower, ComparisonSettings.DEFAULT.inPairs());
  }

  /// How many pairs of forks there are of each benchmark, with the same code on both sides.
  List<Integer> pairs() {
    return same.stream().map(Draw::pairs).toList();
  }

  /// What `ab` says of the same code on both sides.
  Comparison same(ForkRange forks, Random random) {
    return run(sameCode(random), forks, false).verdicts();
  }

  /// What is said of all these pairs at once, without confirming.
  Comparison sameAtOnce(ComparisonSettings settings, Random random) {
    return compare(sameCode(random), settings);
  }

  /// What the proof of the machine says of each benchmark.
  Comparison proof(ForkRange forks, Random random) {
    return run(sameCode(random), forks, true).screened();
  }

  /// What `ab` says of a candidate in which some benchmarks are slower.
  ///
  /// @param isSlower those
  Comparison slower(Set<BenchmarkKey> isSlower, ForkRange forks, Random random) {
    List<Draw> draws = new ArrayList<>(sameCode(random));
    for (int i = 0; i < draws.size(); i++) {
      if (isSlower.contains(draws.get(i).key())) {
        draws.set(i, slower.get(i).shuffled(random));
      }
    }
    return run(draws, forks, false).verdicts();
  }

  /// Chance decides which fork of a pair is the base's.
  private List<Draw> sameCode(Random random) {
    return same.stream().map(draw -> draw.shuffled(random).swapped(random)).toList();
  }

  private static Comparison compare(List<Draw> draws, ComparisonSettings settings) {
    return Comparison.of(
        draws.stream().map(Draw::base).toList(),
        draws.stream().map(Draw::candidate).toList(),
        settings);
  }

  /// Round by round, as `ab` does it, as far as there are forks.
  private static SequentialTest<BenchmarkKey> run(
      List<Draw> draws, ForkRange forks, boolean thorough) {
    SequentialTest<BenchmarkKey> test =
        new SequentialTest<>(
            draws.stream().map(Draw::key).toList(), ComparisonSettings.DEFAULT, forks, thorough);
    boolean isAnyMeasured = true;
    while (isAnyMeasured) {
      isAnyMeasured = false;
      for (Draw draw : draws) {
        int next = test.pairs(draw.key());
        if (test.stage(draw.key()) != SubjectStage.OVER && next < draw.pairs()) {
          Draw pair = draw.pair(next);
          test.add(draw.key(), List.of(pair.base()), List.of(pair.candidate()));
          isAnyMeasured = true;
        }
      }
      test.look();
    }
    return test;
  }

  /// Pairs of forks of a benchmark, in the order in which they are measured.
  private record Draw(Measured base, Measured candidate) {

    BenchmarkKey key() {
      return base.key();
    }

    int pairs() {
      return Math.min(base.forks().size(), candidate.forks().size());
    }

    Draw pair(int number) {
      return of(List.of(base.forks().get(number)), List.of(candidate.forks().get(number)));
    }

    Draw shuffled(Random random) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, pairs()).boxed().toList());
      Collections.shuffle(order, random);
      return of(
          order.stream().map(base.forks()::get).toList(),
          order.stream().map(candidate.forks()::get).toList());
    }

    Draw swapped(Random random) {
      List<Sample> ofBase = new ArrayList<>();
      List<Sample> ofCandidate = new ArrayList<>();
      for (int i = 0; i < pairs(); i++) {
        boolean isSwapped = random.nextBoolean();
        ofBase.add((isSwapped ? candidate : base).forks().get(i));
        ofCandidate.add((isSwapped ? base : candidate).forks().get(i));
      }
      return of(ofBase, ofCandidate);
    }

    private Draw of(List<Sample> ofBase, List<Sample> ofCandidate) {
      return new Draw(
          new Measured(key(), base.unit(), ofBase, List.of()),
          new Measured(key(), base.unit(), ofCandidate, List.of()));
    }
  }
}
