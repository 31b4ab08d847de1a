package io.lanemark.guard.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// From JMH's JSON to a verdict, for every mode, unit and kind of parameters that it writes.
class DirectionAndKeyTest {

  private static final String BENCHMARK = "com.example.Parser.parse";

  private static final Map<String, Double> SECONDS =
      Map.of(
          "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3_600.0, "day",
          86_400.0);

  private static final List<String> PARAMETERS =
      List.of(
          "",
          "\"size\":\"1\"",
          "\"size\":\"10\"",
          "\"size\":\"1\",\"text\":\"a, b=c\"",
          "\"text\":\"size=1\"",
          "\"text\":\"\"",
          "\"text\":\"ä \\\" 日\"");

  @TempDir private Path folder;

  /// A score of JMH.
  ///
  /// @param mode JMH's label
  /// @param time the unit of time in the unit of the score
  /// @param parameters the content of a JSON object
  record Score(String mode, String time, String parameters) {

    boolean isThroughput() {
      return mode.equals("thrpt");
    }

    String unit() {
      return isThroughput() ? "ops/" + time : time + "/op";
    }

    /// What it is where an operation takes so long.
    double ofSeconds(double seconds) {
      double ofUnit = SECONDS.getOrDefault(time, Double.NaN);
      return isThroughput() ? ofUnit / seconds : seconds / ofUnit;
    }

    Score in(String otherTime) {
      return new Score(mode, otherTime, parameters);
    }
  }

  static Stream<Score> everyScore() {
    return Stream.of("thrpt", "avgt", "sample", "ss")
        .flatMap(
            mode ->
                SECONDS.keySet().stream()
                    .sorted()
                    .flatMap(
                        time ->
                            PARAMETERS.stream()
                                .map(parameters -> new Score(mode, time, parameters))));
  }

  @ParameterizedTest
  @MethodSource("everyScore")
  void moreTimeIsARegressionAndLessAnImprovementInWhateverUnit(Score score) throws IOException {
    for (Score candidate : List.of(score, score.in("us"))) {
      assertThat(verdict(score, 1e-3, candidate, 2e-3)).isEqualTo(Kind.REGRESSED);
      assertThat(verdict(score, 1e-3, candidate, 0.5e-3)).isEqualTo(Kind.IMPROVED);
      assertThat(verdict(score, 1e-3, candidate, 1e-3)).isEqualTo(Kind.SAME);
    }
  }

  private Kind verdict(Score base, double baseSeconds, Score candidate, double candidateSeconds)
      throws IOException {
    Comparison comparison =
        compare(
            with(new JmhFile(), base, baseSeconds),
            with(new JmhFile(), candidate, candidateSeconds));
    assertThat(comparison.verdicts()).hasSize(1);
    return comparison.verdicts().getFirst().kind();
  }

  @Test
  void whatDiffersInModeOrParametersIsNeverCompared() throws IOException {
    List<Score> all = everyScore().filter(score -> score.time().equals("ms")).toList();
    JmhFile base = new JmhFile();
    all.forEach(score -> with(base, score, 1e-3));
    for (Score slower : all) {
      JmhFile candidate = new JmhFile();
      all.forEach(score -> with(candidate, score, score.equals(slower) ? 2e-3 : 1e-3));

      Comparison comparison = compare(base, candidate);

      assertThat(comparison.verdicts()).hasSize(all.size());
      assertThat(comparison.gone()).isEmpty();
      assertThat(kinds(comparison, Kind.REGRESSED)).hasSize(1);
      assertThat(kinds(comparison, Kind.REGRESSED).getFirst().measured().mode())
          .isEqualTo(slower.mode());
      assertThat(kinds(comparison, Kind.SAME)).hasSize(all.size() - 1);
    }
  }

  @Test
  void whatOnlyOneSideHasHasNoBaselineOrIsGone() throws IOException {
    Score base = new Score("avgt", "ms", "\"size\":\"1\"");
    Score candidate = new Score("avgt", "ms", "\"size\":\"2\"");

    Comparison comparison =
        compare(with(new JmhFile(), base, 1e-3), with(new JmhFile(), candidate, 2e-3));

    assertThat(comparison.verdicts()).extracting(Verdict::kind).containsExactly(Kind.NO_BASELINE);
    assertThat(comparison.gone()).hasSize(1);
  }

  private static List<BenchmarkKey> kinds(Comparison comparison, Kind kind) {
    return comparison.verdicts().stream()
        .filter(verdict -> verdict.kind() == kind)
        .map(Verdict::key)
        .toList();
  }

  private Comparison compare(JmhFile base, JmhFile candidate) throws IOException {
    return Comparison.of(
        SideReader.read(List.of(base.write(folder.resolve("base.json"))), List.of(), _ -> true),
        SideReader.read(
            List.of(candidate.write(folder.resolve("candidate.json"))), List.of(), _ -> true),
        ComparisonSettings.DEFAULT);
  }

  /// Five forks of three iterations that differ by a few per mille.
  private static JmhFile with(JmhFile file, Score score, double seconds) {
    String rawData =
        Stream.of(1.000, 1.002, 0.999, 1.001, 0.998)
            .map(
                fork ->
                    DoubleStream.of(1.001, 1.000, 1.002)
                        .mapToObj(
                            iteration ->
                                String.format(
                                    Locale.ROOT,
                                    "%.12e",
                                    score.ofSeconds(seconds * fork * iteration)))
                        .collect(Collectors.joining(",", "[", "]")))
            .collect(Collectors.joining(",", "[", "]"));
    return file.with(BENCHMARK, score.mode(), score.parameters(), score.unit(), rawData);
  }
}
