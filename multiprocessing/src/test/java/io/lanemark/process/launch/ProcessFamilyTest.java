package io.lanemark.process.launch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.process.procfs.Procfs;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Finds the processes of a family, and no other.
@Timeout(300)
final class ProcessFamilyTest {
  private final ProcessFamily family = ProcessFamily.create();
  private final List<Process> started = new ArrayList<>();
  private String name = "";

  @BeforeEach
  void readName() {
    JvmCommand command = family.mark(JvmCommand.likeThisOne(ProcessFamilyTest.class));
    String lineage = command.environment().getOrDefault(ProcessFamily.VARIABLE, "");
    name = lineage.substring(lineage.lastIndexOf(':') + 1);
  }

  @AfterEach
  void killAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(Map<String, String> environment, String... words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Process sleepWith(String variable, String value) throws IOException {
    return start(Map.of(variable, value), "sleep", "1000");
  }

  @Test
  void isNamedAfterTheProcessThatStartsIt() {
    assertThat(name).startsWith(ProcessHandle.current().pid() + "-");
    assertThat(ProcessFamily.create()).isNotEqualTo(family);
  }

  @Test
  void itsMembersHaveTheNameAmongOthers() throws Exception {
    List<Process> members =
        List.of(
            sleepWith(ProcessFamily.VARIABLE, name),
            sleepWith(ProcessFamily.VARIABLE, "1-outer:" + name),
            sleepWith(ProcessFamily.VARIABLE, name + ":1-inner"));
    List<Process> others =
        List.of(
            sleepWith(ProcessFamily.VARIABLE, name + "x"),
            sleepWith(ProcessFamily.VARIABLE, "x" + name),
            sleepWith("X" + ProcessFamily.VARIABLE, name),
            sleepWith("OTHER", ProcessFamily.VARIABLE + "=" + name));
    family.end();
    for (Process member : members) {
      assertThat(member.waitFor(60, SECONDS)).isTrue();
    }
    assertThat(others).allMatch(Process::isAlive);
  }

  @Test
  void aDescendantOfAMemberIsOneToo() throws Exception {
    Process member =
        start(
            Map.of(ProcessFamily.VARIABLE, name), "sh", "-c", "env -i sleep 1000 & echo $!; wait");
    long descendant;
    try (BufferedReader output = member.inputReader()) {
      descendant = Long.parseLong(output.readLine());
    }
    ProcessHandle below = ProcessHandle.of(descendant).orElseThrow();
    family.kill();
    assertThat(member.waitFor(60, SECONDS)).isTrue();
    below.onExit().get(60, SECONDS);
  }

  @Test
  void whatStartsOthersAllTheTimeLeavesNone() throws Exception {
    Process member =
        start(
            Map.of(ProcessFamily.VARIABLE, name),
            "sh",
            "-c",
            "echo begun; while :; do setsid sleep 1000 & sleep 0.01; done");
    try (BufferedReader output = member.inputReader()) {
      assertThat(output.readLine()).isEqualTo("begun");
    }
    family.kill();
    assertThat(member.waitFor(60, SECONDS)).isTrue();
    assertThat(Procfs.OF_THIS_MACHINE.pids()).noneMatch(this::isMember);
  }

  private boolean isMember(long pid) {
    String environment = Procfs.OF_THIS_MACHINE.text(pid + "/environ");
    return environment != null && environment.contains(name);
  }

  @Test
  void anInterruptDoesNotSpareAnybody() throws Exception {
    Process stubborn =
        start(
            Map.of(ProcessFamily.VARIABLE, name),
            "sh",
            "-c",
            "trap '' TERM; echo begun; while :; do sleep 1; done");
    try (BufferedReader output = stubborn.inputReader()) {
      assertThat(output.readLine()).isEqualTo("begun");
      Thread.currentThread().interrupt();
      family.end();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(stubborn.waitFor(60, SECONDS)).isTrue();
    }
  }

  @Test
  void aJvmThatWasNotStartedByTheLibraryHasOnlyItsDescendants() throws Exception {
    Process below = start(Map.of(), "sleep", "1000");
    ProcessFamily.ofThisJvm().end();
    assertThat(below.waitFor(60, SECONDS)).isTrue();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }
}
