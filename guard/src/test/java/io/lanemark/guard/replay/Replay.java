package io.lanemark.guard.replay;

import io.lanemark.guard.input.RunNumber;
import io.lanemark.guard.input.SideReader;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.results.Case;
import io.lanemark.stats.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Compares real benchmarks with themselves: suites drawn at random, the forks of each benchmark
/// split at random into a base and a candidate of the same code. What is called slower then is a
/// false alarm, unless it was made slower for the purpose.
///
/// The forks are those of `jmh-replay.json.gz`: 390 benchmarks of 20 Java projects, 10 forks of 15
/// iterations of a second, from the data set of the ICPE 2023 data challenge by L. Traini, V.
/// Cortellessa, D. Di Pompeo and M. Tucci (*Towards effective assessment of steady state
/// performance in Java software: are we there yet?*, Empirical Software Engineering 28, 2022).
final class Replay {

  static final int SUITE_SIZE = 50;

  private static final int SLOWED = 5;
  private static final double SHARE_SLOWED = 0.3;

  /// A benchmark whose forks' means vary by less repeats well.
  private static final double STEADY = 0.02;

  private final List<Measured> benchmarks;
  private final int forksOfASide;
  private final ComparisonSettings settings;

  private Replay(List<Measured> benchmarks, int forksOfASide, ComparisonSettings settings) {
    this.benchmarks = benchmarks;
    this.forksOfASide = forksOfASide;
    this.settings = settings;
  }

  /// All benchmarks of the data set.
  static Replay all() {
    return new Replay(read(), 5, ComparisonSettings.DEFAULT);
  }

  /// The benchmarks of every second project, in the order of their names: those that the method was
  /// chosen with.
  static Replay fitted() {
    return all().ofProjects(0);
  }

  /// The benchmarks of the other projects.
  static Replay confirming() {
    return all().ofProjects(1);
  }

  private Replay ofProjects(int remainder) {
    List<String> projects = benchmarks.stream().map(Replay::project).distinct().sorted().toList();
    return new Replay(
        benchmarks.stream()
            .filter(benchmark -> projects.indexOf(project(benchmark)) % 2 == remainder)
            .toList(),
        forksOfASide,
        settings);
  }

  /// The same with fewer forks.
  Replay withForks(int ofASide) {
    return new Replay(benchmarks, ofASide, settings);
  }

  /// The same as if each fork of a side had run right after one of the other, which they have not:
  /// what pairs cost where they are of no use.
  Replay inPairs() {
    return new Replay(benchmarks, forksOfASide, settings.inPairs());
  }

  int size() {
    return benchmarks.size();
  }

  /// What a candidate is made slower by.
  enum Slowdown {
    /// Every iteration.
    PURE,
    /// Each iteration with a probability of 30 %.
    ITERATIONS,
    /// Each fork with a probability of 30 %.
    FORKS
  }

  /// What was found of the cases that were made slower.
  ///
  /// @param ofAll of all of them
  /// @param ofSteady of those whose forks' means vary by less than 2 %
  /// @param ofAble of those that had a smallest effect of at most this slow-down, when nothing was
  ///   slowed
  /// @param meanFalseShare the mean share of false ones among what was called slower
  record Power(
      ShareOfRuns ofAll, ShareOfRuns ofSteady, ShareOfRuns ofAble, double meanFalseShare) {}

  /// How many suites in which nothing changed turn a build red.
  ShareOfRuns red(int suites, long seed) {
    Random random = new Random(seed);
    int red = 0;
    for (int i = 0; i < suites; i++) {
      List<Measured> base = new ArrayList<>();
      List<Measured> candidate = new ArrayList<>();
      suite(random).forEach(benchmark -> split(benchmark, random, base, candidate));
      if (compare(base, candidate).outcome(false) == Comparison.Outcome.REGRESSION) {
        red++;
      }
    }
    return new ShareOfRuns(red, suites);
  }

  /// How many slow-downs of 5 cases out of 50 are found.
  Power power(Slowdown slowdown, double factor, int suites, long seed) {
    Random random = new Random(seed);
    int[] found = new int[3];
    int[] slowed = new int[3];
    double falseShares = 0;
    for (int i = 0; i < suites; i++) {
      List<Measured> base = new ArrayList<>();
      List<Measured> same = new ArrayList<>();
      List<Measured> suite = suite(random);
      suite.forEach(benchmark -> split(benchmark, random, base, same));
      List<Measured> candidate = new ArrayList<>(same);
      for (int j = 0; j < SLOWED; j++) {
        candidate.set(j, slowed(same.get(j), slowdown, factor, random));
      }
      Set<BenchmarkKey> called = called(compare(base, candidate));
      Set<BenchmarkKey> able = able(compare(base, same), factor);
      for (int j = 0; j < SLOWED; j++) {
        BenchmarkKey key = suite.get(j).key();
        boolean[] counts = {true, isSteady(suite.get(j)), able.contains(key)};
        for (int k = 0; k < counts.length; k++) {
          slowed[k] += counts[k] ? 1 : 0;
          found[k] += counts[k] && called.contains(key) ? 1 : 0;
        }
      }
      long wrong = suite.stream().skip(SLOWED).map(Measured::key).filter(called::contains).count();
      falseShares += called.isEmpty() ? 0 : (double) wrong / called.size();
    }
    return new Power(
        new ShareOfRuns(found[0], slowed[0]),
        new ShareOfRuns(found[1], slowed[1]),
        new ShareOfRuns(found[2], slowed[2]),
        falseShares / suites);
  }

  private Comparison compare(List<Measured> base, List<Measured> candidate) {
    return Comparison.of(base, candidate, settings);
  }

  private static Set<BenchmarkKey> called(Comparison comparison) {
    return comparison.verdicts().stream()
        .filter(verdict -> verdict.kind() == Kind.REGRESSED)
        .map(Verdict::key)
        .collect(Collectors.toSet());
  }

  private static Set<BenchmarkKey> able(Comparison nothingChanged, double factor) {
    return nothingChanged.verdicts().stream()
        .filter(verdict -> verdict.change() != null && verdict.change().smallestShown() <= factor)
        .map(Verdict::key)
        .collect(Collectors.toSet());
  }

  private List<Measured> suite(Random random) {
    List<Measured> shuffled = new ArrayList<>(benchmarks);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, SUITE_SIZE);
  }

  private void split(
      Measured benchmark, Random random, List<Measured> base, List<Measured> candidate) {
    List<Sample> forks = new ArrayList<>(benchmark.forks());
    Collections.shuffle(forks, random);
    base.add(with(benchmark, forks.subList(0, forksOfASide)));
    candidate.add(with(benchmark, forks.subList(forksOfASide, 2 * forksOfASide)));
  }

  private static Measured slowed(
      Measured measured, Slowdown slowdown, double factor, Random random) {
    return with(
        measured,
        measured.forks().stream()
            .map(
                fork ->
                    switch (slowdown) {
                      case PURE -> fork.map(cost -> cost * factor);
                      case ITERATIONS ->
                          fork.map(
                              cost -> random.nextDouble() < SHARE_SLOWED ? cost * factor : cost);
                      case FORKS ->
                          random.nextDouble() < SHARE_SLOWED
                              ? fork.map(cost -> cost * factor)
                              : fork;
                    })
            .toList());
  }

  private static Measured with(Measured measured, List<Sample> forks) {
    return new Measured(measured.key(), measured.unit(), forks, List.of());
  }

  private static boolean isSteady(Measured benchmark) {
    Sample means = Sample.of(benchmark.forks().stream().map(Sample::mean).toList());
    return Math.sqrt(means.variance()) / means.mean() < STEADY;
  }

  private static String project(Measured benchmark) {
    String[] parts = benchmark.key().measured().benchmark().split("\\.", 3);
    return parts[0] + "." + parts[1];
  }

  private static List<Measured> read() {
    Path file = Path.of("src/test/resources/io/lanemark/guard/replay/jmh-replay.json.gz");
    Predicate<Case> any = _ -> true;
    return SideReader.read(List.of(file), List.of(RunNumber.named("score")), any);
  }
}
