package io.lanemark.cli.host;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.FileErrorMessage;
import io.lanemark.files.LockFile;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.text.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Runs a command in a [MeasuringHost], and deletes its temporary files, even if one of the two
/// processes is killed.
public final class HostSupervisor {

  private static final Duration END_DEADLINE = Duration.ofSeconds(10);
  private static final int SIGNALLED = 128;
  private static final int KILLED = SIGNALLED + 9;

  @GuardedBy("this")
  private @Nullable TemporaryFolder folder;

  @GuardedBy("this")
  private @Nullable Process host;

  @GuardedBy("this")
  private boolean shuttingDown;

  private HostSupervisor() {}

  /// Runs the command line of this process in a new process, with the same standard output and
  /// error, and waits for its end.
  ///
  /// @param spec the command that runs now
  /// @return the exit code of the new process, with which this process must exit as well
  /// @throws InterruptedException if interrupted; the exit of this process ends the other one
  public static int run(CommandSpec spec) throws InterruptedException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    try {
      HostSupervisor supervisor = new HostSupervisor();
      Runtime.getRuntime().addShutdownHook(new Thread(supervisor::shutDown, "end-measuring-host"));
      int exitCode = supervisor.start(temporary, spec).waitFor();
      if (exitCode == KILLED) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("lanemark: the measuring process was killed, possibly because memory ran out");
        err.flush();
      }
      return exitCode;
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE,
          FileErrorMessage.of(temporary, "a temporary folder cannot be created there", e));
    }
  }

  /// Synchronized with [#shutDown], so that a signal that arrives now is handled only when the
  /// folder and the process are known.
  private synchronized Process start(Path temporary, CommandSpec spec)
      throws IOException, InterruptedException {
    if (shuttingDown) {
      // The process ends while this thread waits.
      new CountDownLatch(1).await();
    }
    TemporaryFolder created = TemporaryFolder.create(temporary);
    folder = created;
    List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
    Process started =
        JvmCommand.likeThisOne(spec.root().userObject().getClass())
            .withJvmOptions(
                List.of(
                    "-XX:-UsePerfData",
                    "-D%s=true".formatted(MeasuringHost.PROPERTY),
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.io.tmpdir=" + created.path(),
                    // It cannot detect the terminal, as its standard input is a pipe.
                    "-D%s=%s".formatted(Terminal.COLOURS, Terminal.showsColours())))
            .withArguments(arguments)
            // For programs that are not JVMs.
            .withEnvironment(Map.of("TMPDIR", created.path().toString()))
            .startOnOwnOutput();
    host = started;
    return started;
  }

  private synchronized void shutDown() {
    shuttingDown = true;
    TemporaryFolder created = folder;
    if (created == null) {
      return;
    }
    if (host != null && endHost(host) > SIGNALLED) {
      deleteLock(created);
      ResumeHint.of(created).print(System.err);
    }
    created.deleteOrReport();
  }

  private static int endHost(Process host) {
    try {
      host.getOutputStream().close();
      if (!host.waitFor(END_DEADLINE)) {
        host.destroyForcibly();
      }
    } catch (InterruptedException | IOException e) {
      host.destroyForcibly();
    }
    return host.onExit().join().exitValue();
  }

  /// The kernel has released the lock of the other process, but the file still exists.
  private static void deleteLock(TemporaryFolder folder) {
    Path file = folder.sibling(MeasuringHost.JMH_LOCK);
    if (Files.exists(file)) {
      try {
        LockFile.take(file).ifPresent(LockFile::close);
      } catch (IOException e) {
        // It belongs to another user.
      }
    }
  }
}
