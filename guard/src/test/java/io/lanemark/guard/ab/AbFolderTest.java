package io.lanemark.guard.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.results.BadResultsException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbFolderTest {

  private static final Subject SUBJECT =
      new Subject("org.example.Parser.parse", new TreeMap<>()).with("file", "a/b c");

  @TempDir Path folder;

  private static AbTrial scored(int number, Lane lane) {
    return new AbTrial(
        1,
        number,
        1,
        lane,
        SUBJECT,
        Instant.EPOCH,
        2.5,
        10,
        AbFolder.resultName(number, SUBJECT),
        "");
  }

  private static AbTrial failed(int number) {
    return new AbTrial(
        1, number, 1, Lane.CANDIDATE, SUBJECT, Instant.EPOCH, 2.5, 10, "", "exit code 1");
  }

  private Path scores() throws IOException {
    return Files.writeString(folder.resolve("scores.json"), "[]");
  }

  @Test
  void trialsComeBackInTheirOrder() throws IOException {
    AbFolder run = AbFolder.create(folder.resolve("run"));
    AbTrial first = scored(1, Lane.RULER);
    AbTrial second = failed(2);
    run.publish(second);
    run.publish(scores(), first);

    assertThat(run.finishedTrials()).containsExactly(first, second);
    assertThat(run.result(first))
        .hasContent("[]")
        .isEqualTo(run.root().resolve("ruler/0001-Parser.parse-file=a-b-c.json"));
  }

  @Test
  void whatNoTrialNamesIsDeleted() throws IOException {
    AbFolder run = AbFolder.create(folder.resolve("run"));
    AbTrial kept = scored(1, Lane.BASE);
    run.publish(scores(), kept);
    Files.writeString(run.of(Lane.BASE).resolve("0002-killed.json"), "[]");
    Files.writeString(run.of(Lane.CANDIDATE).resolve(".0003-torn.json.tmp"), "[");

    run.deleteUnfinished();

    assertThat(run.of(Lane.BASE).toFile().list()).containsExactly(kept.result());
    assertThat(run.of(Lane.CANDIDATE)).isEmptyDirectory();
    assertThat(run.finishedTrials()).containsExactly(kept);
  }

  @Test
  void aFailureCanBeTakenBack() throws IOException {
    AbFolder run = AbFolder.create(folder.resolve("run"));
    run.publish(failed(1));

    run.retract(failed(1));

    assertThat(run.finishedTrials()).isEmpty();
  }

  @Test
  void aTrialInBetweenMustNotBeMissing() throws IOException {
    AbFolder run = AbFolder.create(folder.resolve("run"));
    run.publish(failed(2));

    assertThatThrownBy(run::finishedTrials)
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("trial 1 is missing");
  }

  @Test
  void aFolderInUseIsRefused() throws IOException {
    Path root = folder.resolve("run");
    AbFolder.create(root).publish(failed(1));

    assertThatThrownBy(() -> AbFolder.create(root)).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> AbFolder.open(root))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("no ab.json in it");
  }
}
