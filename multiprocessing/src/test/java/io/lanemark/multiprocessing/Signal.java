package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A signal to another process, which has been delivered when it is sent.
///
/// `kill` returns earlier: one of the threads of the process has to be scheduled first, and until
/// then all of them go on. So the kernel is asked what has become of them.
public enum Signal {
  /// Every thread stands still.
  STOP("TtZX"),

  /// The process has ended. Its parent need not have heard of it.
  KILL("ZX"),

  /// The process has ended, as above; for one that does so when it is asked to.
  TERM("ZX");

  private static final Path PROC = Path.of("/proc");
  private static final long POLL_MILLIS = 1;

  private final String statesOfThreads;

  Signal(String statesOfThreads) {
    this.statesOfThreads = statesOfThreads;
  }

  /// Sends it, and waits until it has been delivered.
  ///
  /// @param processes get it at once; may end meanwhile, or have ended
  /// @throws IOException if there is no `kill` on the path
  /// @throws InterruptedException if interrupted while waiting
  public void sendTo(ProcessHandle... processes) throws IOException, InterruptedException {
    assumeTrue(this != STOP || Files.exists(PROC), "this system does not tell what threads do");
    for (ProcessHandle process : processes) {
      kill(process);
    }
    for (ProcessHandle process : processes) {
      while (!isDeliveredTo(process)) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  /// Sends it, as above.
  ///
  /// @param pid of a process that is there
  /// @throws IOException if there is no `kill` on the path
  /// @throws InterruptedException if interrupted while waiting
  public void sendTo(long pid) throws IOException, InterruptedException {
    sendTo(ProcessHandle.of(pid).orElseThrow());
  }

  private void kill(ProcessHandle process) throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).start().waitFor();
    assertThat(exitCode == 0 || hasEnded(process)).as("%s to %d", this, process.pid()).isTrue();
  }

  private static boolean hasEnded(ProcessHandle process) {
    return !process.isAlive() || allThreadsAreIn(KILL.statesOfThreads, process.pid());
  }

  private boolean isDeliveredTo(ProcessHandle process) {
    return hasEnded(process) || allThreadsAreIn(statesOfThreads, process.pid());
  }

  private static boolean allThreadsAreIn(String states, long pid) {
    int threads = 0;
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("task"))) {
      for (Path task : tasks) {
        String stat = Files.readString(task.resolve("stat"));
        // The command before it, in parentheses, may contain parentheses itself.
        if (states.indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0) {
          return false;
        }
        threads++;
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A thread has ended meanwhile, or the process has: the next look tells.
      return false;
    }
    return threads > 0;
  }
}
