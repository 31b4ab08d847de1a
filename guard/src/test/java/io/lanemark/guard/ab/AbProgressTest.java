package io.lanemark.guard.ab;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Measurements;
import io.lanemark.guard.regression.Unit;
import io.lanemark.stats.Sample;
import io.lanemark.text.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AbProgressTest {

  private static final Subject SUBJECT = new Subject("org.example.Parser.parse", new TreeMap<>());

  /// The second iteration was disturbed, and does not count.
  @Test
  void showsTheFloorThatIsJudged() {
    StringWriter lines = new StringWriter();
    AbProgress progress =
        AbProgress.of(
            new Terminal(new PrintWriter(lines), false), Duration.ofMinutes(1), List.of(SUBJECT));
    Measured scores =
        new Measured(
            Measurements.key(SUBJECT.benchmark()),
            Unit.ofScore("avgt", "us/op"),
            List.of(Sample.of(4.7e-6, 15.7e-6)),
            List.of());

    progress.finished(
        new AbTrial(1, 1, 1, Lane.RULER, SUBJECT, Instant.EPOCH, 2, 2, "scores.json", ""),
        List.of(scores));

    assertThat(lines.toString()).startsWith("4.700 us/op");
  }
}
