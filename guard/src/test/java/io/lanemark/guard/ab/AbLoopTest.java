package io.lanemark.guard.ab;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.environment.EnvironmentProbe;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.run.TrialFailedException;
import io.lanemark.text.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbLoopTest {

  private static final List<Subject> SUBJECTS =
      IntStream.range(0, 3)
          .mapToObj(i -> new Subject("org.example.Bench.b" + i, new TreeMap<>()))
          .toList();

  @TempDir Path temporary;

  private AbFolder folder;
  private final StringWriter lines = new StringWriter();

  @BeforeEach
  void makeFolder() throws IOException {
    folder = AbFolder.create(temporary.resolve("run"));
  }

  private static AbPlan plan(double budgetSeconds, double trialSeconds) {
    return new AbPlan(
        1,
        new AbPlan.Start(List.of("scripts/lanemark", "ab"), Instant.EPOCH, 1),
        new AbPlan.Sides(
            new SideProgram("base.jar", "a", "java", "25"),
            new SideProgram("candidate.jar", "b", "java", "25")),
        new AbPlan.Subjects(
            SUBJECTS,
            List.of(new Subject("org.example.Bench.gone", new TreeMap<>())),
            List.of(new Subject("org.example.Bench.added", new TreeMap<>()))),
        List.of(),
        new AbPlan.Limits(3, 6, budgetSeconds, trialSeconds),
        "c",
        EnvironmentProbe.read(Path.of(System.getProperty("java.home")), List.of()));
  }

  private AbResult run(AbPlan plan, TrialSource trials, List<AbTrial> finished) throws Exception {
    return new AbLoop(
            folder,
            plan,
            ComparisonSettings.DEFAULT,
            FakeTrials.RULER.subject(),
            trials,
            AbProgress.of(
                new Terminal(new PrintWriter(lines), false),
                plan.limits().budget(),
                plan.subjects().both()),
            finished,
            System.nanoTime())
        .run();
  }

  private static Kind kind(AbResult result, String method) {
    return result.all().verdicts().stream()
        .filter(verdict -> verdict.key().measured().benchmark().endsWith(method))
        .map(Verdict::kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSlowDownIsFoundAndConfirmed() throws Exception {
    FakeTrials trials = new FakeTrials();

    AbResult result = run(plan(600, 1), trials, List.of());

    assertThat(kind(result, "b1")).isEqualTo(Kind.REGRESSED);
    assertThat(result.verdicts().count(Kind.REGRESSED)).isEqualTo(1);
    assertThat(kind(result, "added")).isEqualTo(Kind.NO_BASELINE);
    assertThat(result.all().gone())
        .singleElement()
        .satisfies(key -> assertThat(key.measured().benchmark()).endsWith("gone"));
    assertThat(folder.finishedTrials()).hasSize(trials.ran.size());
    assertThat(result.ruler().moved()).isLessThan(0.1);
    assertThat(lines.toString()).contains("Round 3: ", " to be confirmed; at most ");
  }

  @Test
  void aRunThatGoesOnIsTheSameRun() throws Exception {
    FakeTrials whole = new FakeTrials();
    AbResult expected = run(plan(600, 1), whole, List.of());
    List<AbTrial> all = folder.finishedTrials();
    List<AbTrial> first = all.subList(0, 11);
    for (AbTrial trial : all.subList(11, all.size())) {
      folder.retract(trial);
    }
    folder.deleteUnfinished();
    FakeTrials rest = new FakeTrials();

    AbResult result = run(plan(600, 1), rest, first);

    assertThat(rest.ran).isEqualTo(whole.ran.subList(11, whole.ran.size()));
    assertThat(result.verdicts()).isEqualTo(expected.verdicts());
  }

  @Test
  void aFailedTrialIsInfrastructureAndTheOthersGoOn() throws Exception {
    FakeTrials trials =
        new FakeTrials() {
          @Override
          public Path run(Lane lane, Subject subject, Duration limit) throws TrialFailedException {
            if (lane == Lane.CANDIDATE && subject.benchmark().endsWith("b2")) {
              throw new TrialFailedException("exit code 1; boom");
            }
            return super.run(lane, subject, limit);
          }
        };

    AbResult result = run(plan(600, 1), trials, List.of());

    assertThat(kind(result, "b2")).isEqualTo(Kind.INFRASTRUCTURE);
    assertThat(kind(result, "b1")).isEqualTo(Kind.REGRESSED);
    assertThat(folder.finishedTrials().stream().filter(AbTrial::hasFailed)).hasSize(1);
    assertThat(lines.toString()).contains("exit code 1; boom");
  }

  @Test
  void whatNeverRunsIsInfrastructureUnderItsName() throws Exception {
    AbResult result =
        run(
            plan(600, 1),
            (_, _, _) -> {
              throw new TrialFailedException("exit code 1");
            },
            List.of());

    assertThat(result.verdicts().count(Kind.INFRASTRUCTURE)).isEqualTo(SUBJECTS.size());
    assertThat(folder.finishedTrials()).hasSize(2 * SUBJECTS.size() + 2);
  }

  @Test
  void nothingBeginsThatWouldNotFit() throws Exception {
    FakeTrials trials = new FakeTrials();

    // One pair takes 20 s, and 5 more could follow to confirm it.
    AbResult result = run(plan(100, 10), trials, List.of());

    assertThat(trials.ran).containsExactly("ruler hash", "ruler hash");
    assertThat(result.verdicts().verdicts()).isEmpty();
  }

  @Test
  void jsonOfSomethingElseIsAFailure() throws Exception {
    FakeTrials other = new FakeTrials();

    run(plan(600, 1), (lane, _, limit) -> other.run(lane, SUBJECTS.getFirst(), limit), List.of());

    assertThat(folder.finishedTrials())
        .filteredOn(AbTrial::hasFailed)
        .isNotEmpty()
        .allMatch(trial -> trial.failure().contains("it measured org.example.Bench.b0"));
  }

  /// Writes JMH's JSON with a little noise, drawn from the trial; b1 is slower on the candidate.
  private class FakeTrials implements TrialSource {

    static final Ruler RULER = new Ruler("lanemark.jar", "Ruler.hash");

    final List<String> ran = new ArrayList<>();

    @Override
    public Path run(Lane lane, Subject subject, Duration limit) throws TrialFailedException {
      int number = folder.finishedTrials().size();
      Random random = new Random(number);
      String method = subject.benchmark().substring(subject.benchmark().lastIndexOf('.') + 1);
      ran.add(lane.label() + " " + method);
      double cost = lane == Lane.CANDIDATE && method.equals("b1") ? 130 : 100;
      String scores =
          IntStream.range(0, 3)
              .mapToObj(_ -> String.format(Locale.ROOT, "%.4f", cost + random.nextDouble()))
              .reduce((a, b) -> a + "," + b)
              .orElseThrow();
      Path file = temporary.resolve("scores.json");
      try (Writer writer = Files.newBufferedWriter(file)) {
        writer.write(
            """
            [{"benchmark": "%s", "mode": "avgt", "threads": 1,
              "primaryMetric": {"score": 1, "scoreUnit": "us/op", "rawData": [[%s]]}}]
            """
                .formatted(subject.benchmark(), scores));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return file;
    }
  }
}
