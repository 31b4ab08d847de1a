package io.lanemark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.process.launch.JvmCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class WorkerOutputTest {
  private static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @TempDir Path folder;

  /// Prints a line to each stream, and dies; the last words are kept whatever the output is.
  private static void printWith(WorkerOutput output) {
    try (ProcessPool pool =
        ProcessPool.builder()
            .size(1)
            .jvmOptions(SMALL)
            // A JVM that takes options from there says so.
            .withoutEnvironment(JvmCommand.OPTION_VARIABLES.toArray(String[]::new))
            .output(output)
            .start()) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(pool.submit(WorkerOutputTest::printAndDie)::get)
          .havingCause()
          .isInstanceOfSatisfying(
              WorkerDiedException.class,
              death -> assertThat(death.lastErrorLines()).isEqualTo("schlecht"));
    }
  }

  private static int printAndDie() {
    System.out.println("gut");
    System.err.print("schlecht");
    System.exit(3);
    return 0;
  }

  /// What this JVM prints to both streams while workers print with this output.
  private static String printedHereWith(WorkerOutput output) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      System.setErr(captured);
      printWith(output);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void isForwardedWithTheNameInFront() {
    assertThat(printedHereWith(new WorkerOutput.Forward()).lines())
        .containsExactlyInAnyOrder("[worker-1] gut", "[worker-1] schlecht");
  }

  @Test
  void isDiscarded() {
    assertThat(printedHereWith(new WorkerOutput.Discard())).isEmpty();
  }

  @Test
  void isAppendedToFiles() {
    printWith(new WorkerOutput.ToFolder(folder));
    printWith(new WorkerOutput.ToFolder(folder));
    assertThat(folder.resolve("worker-1.out")).hasContent("gut\ngut");
    assertThat(folder.resolve("worker-1.err")).hasContent("schlecht\nschlecht");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ProcessPool.builder().output(new WorkerOutput.ToFolder(folder.resolve("none"))))
        .withMessageContaining("none");
  }

  @Test
  void goesToAProgramThatMayThrow() {
    Queue<WorkerOutput.Line> lines = new ConcurrentLinkedQueue<>();
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> uncaught.add(thrown));
    try {
      printWith(
          new WorkerOutput.ToConsumer(
              line -> {
                lines.add(line);
                throw new IllegalStateException(line.text());
              }));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(lines)
        .containsExactlyInAnyOrder(
            new WorkerOutput.Line("worker-1", WorkerOutput.Stream.OUT, "gut"),
            new WorkerOutput.Line("worker-1", WorkerOutput.Stream.ERR, "schlecht"));
    assertThat(uncaught)
        .extracting(Throwable::getMessage)
        .containsExactlyInAnyOrder("gut", "schlecht");
  }
}
