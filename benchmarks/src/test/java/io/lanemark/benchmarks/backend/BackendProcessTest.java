package io.lanemark.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.multiprocessing.Signal;
import io.lanemark.process.launch.JvmCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class BackendProcessTest {

  @TempDir private Path directory;

  @AfterEach
  void leavesNothing() {
    assertThat(directory).isEmptyDirectory();
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  private BackendProcess start(String name, Map<String, String> parameters)
      throws InterruptedException {
    return BackendProcess.start(name, directory, parameters, BackendProcess.START_DEADLINE);
  }

  private BackendProcess start(Class<?> main, Duration deadline) throws InterruptedException {
    return BackendProcess.start("odd", directory, JvmCommand.likeThisOne(main), deadline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "files", "disk", "postgres"})
  void runsInAProcessOfItsOwnUntilItIsClosed(String name) throws Exception {
    BackendProcess backend = start(name, Map.of());
    ProcessHandle process = ProcessHandle.of(backend.pid()).orElseThrow();
    assertThat(process.isAlive()).isTrue();
    assertThat(backend.label()).isNotBlank();
    assertThat(ScratchDirectory.of(directory, name, backend.pid()).path()).isDirectory();
    backend.close();
    assertThat(process.isAlive()).isFalse();
    backend.close();
  }

  @Test
  void answersOnLoopbackUntilItIsClosed() throws Exception {
    URI address;
    try (BackendProcess backend = start("http", Map.of("seed", "7"))) {
      address = backend.address();
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
      }
    }
    assertThatThrownBy(() -> new Socket(address.getHost(), address.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere | '' | '' | cannot be started: unknown backend 'nowhere'; expected one of: disk,"
            + " files, http, own-database, postgres",
        "files | files | 0 | cannot be started: files must be a whole number from 1 to 2147483647:"
            + " '0'",
        "http | speed | 9 | cannot be started: no parameter 'speed'; expected one of [seed]"
      })
  void saysInOneLineWhyItDoesNotStart(String name, String parameter, String value, String reason) {
    Map<String, String> parameters = parameter.isEmpty() ? Map.of() : Map.of(parameter, value);
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> start(name, parameters).close())
        .withMessage("backend '%s' %s".formatted(name, reason));
  }

  @Test
  void saysThatTheDirectoryCannotBeUsed() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(
            () ->
                BackendProcess.start("http", file, Map.of(), BackendProcess.START_DEADLINE).close())
        .withMessageStartingWith("backend 'http' cannot be started: ")
        .withMessageContaining(file.toString());
    Files.delete(file);
  }

  @Test
  void exitsAsUnavailable() throws Exception {
    Process process =
        JvmCommand.likeThisOne(BackendMain.class, "mark:", "http", directory.toString(), "seed=x")
            .start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines())
          .containsExactly("mark:failed seed must be a whole number from 0 to 2147483647: 'x'");
    }
    assertThat(process.waitFor()).isEqualTo(BackendMain.EXIT_UNAVAILABLE);
  }

  @Test
  void whatOthersPrintIsNoAnswer() throws Exception {
    try (BackendProcess backend = start(Mains.Chatty.class, BackendProcess.START_DEADLINE)) {
      assertThat(backend.address()).isEqualTo(URI.create("odd:address"));
    }
  }

  /// A log of the JVM and the greeting of a debugger go to standard output.
  @Test
  void whatAJvmPrintsIsNoAnswer() throws Exception {
    JvmCommand command =
        JvmCommand.likeThisOne(BackendMain.class, "http", directory.toString(), "")
            .withEnvironment(
                Map.of(
                    "_JAVA_OPTIONS",
                    "-Xlog:gc*,safepoint -agentlib:jdwp=transport=dt_socket,server=y,suspend=n"));
    try (BackendProcess backend =
        BackendProcess.start("http", directory, command, BackendProcess.START_DEADLINE)) {
      assertThat(backend.address()).hasScheme("http");
    }
  }

  /// Its statements, addresses and file names have digits, which Arabic writes in another way.
  @ParameterizedTest
  @ValueSource(strings = {"postgres", "files", "http"})
  void worksInEveryLocale(String name) throws Exception {
    JvmCommand command =
        JvmCommand.likeThisOne(BackendMain.class, name, directory.toString(), "")
            .withJvmOptions(List.of("-Duser.language=ar", "-Duser.country=EG"));
    try (BackendProcess backend =
        BackendProcess.start(name, directory, command, BackendProcess.START_DEADLINE)) {
      assertThat(backend.address().toString()).isNotEmpty().matches("\\p{ASCII}+");
    }
  }

  @Test
  void refusesAnotherFirstAnswer() {
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> start(Mains.WrongAnswer.class, BackendProcess.START_DEADLINE).close())
        .withMessage("backend 'odd' printed 'hello' instead of its address");
  }

  @Test
  void doesNotWaitForEver() {
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> start(Mains.Silent.class, Duration.ofSeconds(1)).close())
        .withMessage("backend 'odd' was not ready within its limit of 0:01 min");
  }

  @Test
  void tellsHowItEnded() {
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> start(Mains.Failing.class, BackendProcess.START_DEADLINE).close())
        .withMessage("backend 'odd' ended with exit code 3 before it was ready: out of luck");
  }

  /// A JVM names the options that it takes from variables where others give their reasons.
  @Test
  void optionsOfVariablesAreNoReason() {
    JvmCommand command =
        JvmCommand.likeThisOne(Mains.Mute.class)
            .withEnvironment(Map.of("JAVA_TOOL_OPTIONS", "-Dmute=true"));
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(
            () ->
                BackendProcess.start("odd", directory, command, BackendProcess.START_DEADLINE)
                    .close())
        .withMessage("backend 'odd' ended with exit code 3 before it was ready");
  }

  @Test
  void tellsThatThereIsNoJava() {
    JvmCommand nowhere =
        new JvmCommand(
            directory.resolve("no-jdk"),
            List.of(),
            "",
            "Main",
            List.of(),
            Set.of(),
            Map.of(),
            null);
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(
            () ->
                BackendProcess.start("http", directory, nowhere, BackendProcess.START_DEADLINE)
                    .close())
        .withMessageStartingWith("backend 'http' cannot be started: ")
        .withMessageContaining("no-jdk");
  }

  @Test
  void anInterruptedCloseUsesForce() throws Exception {
    BackendProcess backend = start(Mains.Stubborn.class, BackendProcess.START_DEADLINE);
    assertThat(backend.address()).isEqualTo(URI.create("odd:address"));
    ProcessHandle process = ProcessHandle.of(backend.pid()).orElseThrow();
    Thread.currentThread().interrupt();
    backend.close();
    assertThat(Thread.interrupted()).as("interrupt restored").isTrue();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void anInterruptedStartLeavesNothing() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> start("files", Map.of()).close())
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "files", "disk", "postgres"})
  void goesWhenItsParentIsKilled(String name) throws Exception {
    Process owner = JvmCommand.likeThisOne(Mains.Owner.class, name, directory.toString()).start();
    try (BufferedReader output = owner.inputReader()) {
      ProcessHandle backend = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      assertThat(directory).isNotEmptyDirectory();
      Signal.KILL.sendTo(owner.toHandle());
      backend.onExit().get(60, TimeUnit.SECONDS);
      assertThat(backend.isAlive()).isFalse();
    } finally {
      owner.destroyForcibly().waitFor();
    }
  }

  @Test
  void tellsThatItsServiceEndedByItself() throws Exception {
    try (BackendProcess backend = start("postgres", Map.of())) {
      backend.check(Duration.ZERO);
      Signal.TERM.sendTo(
          ProcessHandle.of(backend.pid()).stream()
              .flatMap(ProcessHandle::descendants)
              .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
              .toArray(ProcessHandle[]::new));
      assertThatExceptionOfType(BackendUnavailableException.class)
          .isThrownBy(() -> backend.check(Duration.ofSeconds(30)))
          .withMessageStartingWith("backend 'postgres' ended during the run: PostgreSQL ended: ")
          .withMessageContaining("database system is shut down");
    }
  }

  @Test
  void aServerGoesWithItsKilledProcess() throws Exception {
    List<ProcessHandle> processes;
    try (BackendProcess backend = start("postgres", Map.of())) {
      ProcessHandle jvm = ProcessHandle.of(backend.pid()).orElseThrow();
      processes = jvm.descendants().toList();
      Signal.KILL.sendTo(jvm);
    }
    for (ProcessHandle process : processes) {
      process.onExit().get(60, TimeUnit.SECONDS);
    }
    assertThat(processes).isNotEmpty();
  }

  @Test
  void allAreClosedAndCheckedTogether() throws Exception {
    RunBackends backends = RunBackends.start(List.of("http", "files"), directory);
    List<ProcessHandle> processes = ProcessHandle.current().children().toList();
    backends.check(Duration.ZERO);
    Signal.KILL.sendTo(processes.getFirst());
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> backends.check(Duration.ofSeconds(30)))
        .withMessageContaining("ended during the run: exit code 137");
    backends.close();
    assertThat(processes).hasSize(2).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void itsFilesGoEvenWhenItWasKilled() throws Exception {
    try (BackendProcess backend = start("files", Map.of("files", "2"))) {
      Signal.KILL.sendTo(backend.pid());
      assertThat(directory).isNotEmptyDirectory();
    }
  }

  /// Results may go into a folder in which a user keeps others.
  @Test
  void deletesWhatKilledOnesLeftAndNothingOfTheUsers() throws Exception {
    Path ofTheUser = Files.createDirectory(directory.resolve("files-2024"));
    Files.createFile(ofTheUser.resolve("letter"));
    ScratchDirectory leftBehind = ScratchDirectory.of(directory, "files", 4_194_305);
    leftBehind.create();

    RunBackends.start(List.of("files"), directory).close();

    assertThat(leftBehind.path()).doesNotExist();
    assertThat(ofTheUser.resolve("letter")).exists();
    new ScratchDirectory(ofTheUser).delete();
  }

  @Test
  void deletesNothingTwice() throws IOException {
    ScratchDirectory scratch = ScratchDirectory.of(directory, "x", 1);
    scratch.create();
    Files.createDirectories(scratch.path().resolve("deeper"));
    Files.writeString(scratch.path().resolve("deeper").resolve("file"), "x");
    scratch.delete();
    scratch.delete();
    assertThat(scratch.path()).doesNotExist();
  }
}
