package io.lanemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.process.procfs.Procfs;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// After each class of tests: no process is left that this JVM has started, directly or through a
/// worker or child. JUnit finds this extension by itself, because the build says so.
public final class NoProcessLeft implements AfterAllCallback {
  private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();

  /// The beginning of the names of families that this JVM starts, as an environment has it.
  private static final String FAMILY = "LANEMARK_FAMILY=" + ProcessHandle.current().pid() + "-";

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (context.getEnclosingTestClasses().isEmpty()) {
      long startNanos = System.nanoTime();
      while (!left().isEmpty() && System.nanoTime() - startNanos < LIMIT_NANOS) {
        Thread.sleep(5);
      }
      assertThat(left()).as("processes that the tests have left").isEmpty();
    }
  }

  /// The command lines of such processes.
  private static List<String> left() {
    Procfs procfs = Procfs.OF_THIS_MACHINE;
    long self = ProcessHandle.current().pid();
    return Stream.concat(
            procfs.trees(List.of(self)).stream().map(process -> process.pid()),
            procfs.pids().stream().filter(NoProcessLeft::isOfFamily))
        .distinct()
        .filter(pid -> pid != self && LeftProcess.isRunning(pid))
        .map(pid -> pid + " " + String.valueOf(procfs.text(pid + "/cmdline")).replace('\0', ' '))
        .toList();
  }

  private static boolean isOfFamily(long pid) {
    String environment = Procfs.OF_THIS_MACHINE.text(pid + "/environ");
    return environment != null && environment.contains(FAMILY);
  }
}
