package io.lanemark.benchmarks.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.multiprocessing.Signal;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.run.StageLimit;
import io.lanemark.run.TrialFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pythons that fail, and Pythons whose host does.
@Timeout(300)
@EnabledWithPython
class PythonProcessTest {

  private static final String PROGRAM = "lanemark_peer.py";
  private static final List<Long> RIGHT = List.of(64L, 2_000L);

  @TempDir private Path folder;

  @AfterEach
  void nothingIsLeft() {
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  private static PythonRequest mandelbrot(String model, List<Long> expected) {
    return new PythonRequest(
        "mandelbrot",
        Map.of("width", "8", "rows", "8", "maxIterations", "50"),
        Map.of(),
        model,
        4,
        2,
        expected,
        TimeUnit.SECONDS.toNanos(1),
        TimeUnit.MILLISECONDS.toNanos(100));
  }

  private static String executable() throws InterruptedException {
    return PythonCondition.python().executable();
  }

  private Path script(String body) throws IOException {
    Path python = folder.resolve("python3");
    Files.writeString(python, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    return python;
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial", "platform", "process"})
  void namesTheWorkloadWhoseDigestDiffers(String model) throws Exception {
    try (PythonProcess peer =
        PythonProcess.start(
            PythonCondition.python(), folder, mandelbrot(model, RIGHT), StageLimit.USUAL)) {
      assertThatThrownBy(() -> peer.listen("the warm-up", Duration.ZERO, "warm"))
          .isInstanceOf(TrialFailedException.class)
          .hasMessageStartingWith("mandelbrot: ValueError: a task returned (64, ")
          .hasMessageEndingWith(", but Java got (64, 2000)");
    }
    assertThat(folder.resolve(PROGRAM)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial", "platform", "process"})
  void namesTheWorkloadThatThrows(String model) throws Exception {
    URI nobody;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create(String.format(Locale.ROOT, "http://127.0.0.1:%d/", taken.getLocalPort()));
    }
    PythonRequest request =
        new PythonRequest(
            "crawl",
            Map.of("pages", "1", "pageBytes", "1024", "latencyMillis", "0", "latencySigma", "0"),
            Map.of("http", nobody),
            model,
            4,
            2,
            RIGHT,
            TimeUnit.SECONDS.toNanos(1),
            TimeUnit.MILLISECONDS.toNanos(100));
    try (PythonProcess peer =
        PythonProcess.start(PythonCondition.python(), folder, request, StageLimit.USUAL)) {
      assertThatThrownBy(() -> peer.listen("the warm-up", Duration.ZERO, "warm"))
          .isInstanceOf(TrialFailedException.class)
          .hasMessageStartingWith("crawl: ConnectionRefusedError: ")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void saysWhatAPythonThatEndsPrinted() throws Exception {
    Path python = script("echo out of luck >&2; exit 3");
    try (PythonProcess peer =
        PythonProcess.start(
            new Interpreter(python.toString(), "", ""),
            folder,
            mandelbrot("serial", RIGHT),
            StageLimit.USUAL)) {
      assertThatThrownBy(() -> peer.listen("the warm-up", Duration.ZERO, "warm"))
          .hasMessage("Python ended with exit code 3; its log says: out of luck");
    }
  }

  /// A start-up file of the site, or a script around the interpreter.
  @Test
  void whatOthersPrintIsNoAnswer() throws Exception {
    Path python =
        script("echo settled; printf 'no line break '; exec %s \"$@\"".formatted(executable()));
    PythonRequest request = mandelbrot("serial", List.of(64L, 1_001L));
    try (PythonProcess peer =
        PythonProcess.start(
            new Interpreter(python.toString(), "", ""), folder, request, StageLimit.USUAL)) {
      assertThatThrownBy(() -> peer.listen("the warm-up", Duration.ZERO, "warm"))
          .hasMessageStartingWith("mandelbrot: ValueError: a task returned (64, ");
    }
    assertThat(folder.resolve("python.log")).content().contains("settled");
  }

  @Test
  void aPythonThatDoesNotEndIsEnded() throws Exception {
    Path python = script("echo deep in thought >&2; exec sleep 600");
    StageLimit limit = new StageLimit(Duration.ofSeconds(1));
    try (PythonProcess peer =
        PythonProcess.start(
            new Interpreter(python.toString(), "", ""),
            folder,
            mandelbrot("serial", RIGHT),
            limit)) {
      assertThatThrownBy(() -> peer.listen("the warm-up", Duration.ofSeconds(1), "warm"))
          .hasMessageStartingWith("the warm-up in Python took longer than its limit of 0:02 min");
    }
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    try (PythonProcess peer =
        PythonProcess.start(
            PythonCondition.python(), folder, mandelbrot("process", RIGHT), StageLimit.USUAL)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> peer.listen("the warm-up", Duration.ZERO, "warm"))
          .isInstanceOf(InterruptedException.class);
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "process"})
  void noProcessIsLeftOfAHostThatIsKilled(String model) throws Exception {
    Process host =
        JvmCommand.likeThisOne(Host.class)
            .withArguments(List.of(PythonCondition.python().executable(), model, folder.toString()))
            .start();
    try (BufferedReader output = host.inputReader()) {
      List<ProcessHandle> tree =
          Stream.of(output.readLine().split(" ", -1))
              .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
              .toList();
      assertThat(tree).hasSizeGreaterThanOrEqualTo(model.equals("process") ? 3 : 1);

      Signal.KILL.sendTo(host.toHandle());

      for (ProcessHandle each : tree) {
        each.onExit().get(60, TimeUnit.SECONDS);
      }
      assertThat(namesIn(folder))
          .containsExactlyInAnyOrder(PROGRAM, "lanemark_calls.py", "python.log");
    } finally {
      host.destroyForcibly().waitFor();
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  /// Has a Python keep tasks in flight, says which processes that takes, and waits to be killed.
  static final class Host {
    private Host() {}

    public static void main(String... arguments) throws Exception {
      PythonRequest request =
          new PythonRequest(
              "mandelbrot",
              Map.of("width", "10000", "rows", "1", "maxIterations", "1"),
              Map.of(),
              arguments[1],
              4,
              2,
              List.of(10_000L, 10_000L),
              TimeUnit.SECONDS.toNanos(1),
              TimeUnit.SECONDS.toNanos(1));
      PythonProcess peer =
          PythonProcess.start(
              new Interpreter(arguments[0], "", ""),
              Path.of(arguments[2]),
              request,
              StageLimit.USUAL);
      peer.listen("the warm-up", Duration.ZERO, "warm");
      System.out.println(
          LongStream.concat(
                  LongStream.of(peer.pid()),
                  ProcessHandle.current().descendants().mapToLong(ProcessHandle::pid))
              .mapToObj(Long::toString)
              .collect(Collectors.joining(" ")));
      peer.listen("nothing", Duration.ZERO, "never");
    }
  }
}
