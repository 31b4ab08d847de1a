package io.lanemark.cli.host;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.LockFile;
import io.lanemark.files.Reason;
import io.lanemark.process.launch.JvmCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/// Runs a command in a [MeasuringHost], and leaves nothing of it in the temporary folder, however
/// that process or this one ends.
public final class HostSupervisor {

  private static final Duration END_DEADLINE = Duration.ofSeconds(10);
  private static final int SIGNALLED = 128;
  private static final int KILLED = SIGNALLED + 9;

  @GuardedBy("this")
  private @Nullable PrivateFolder folder;

  @GuardedBy("this")
  private @Nullable Process host;

  @GuardedBy("this")
  private boolean ending;

  private HostSupervisor() {}

  /// Runs the command that this process was started with in a process of its own, on the same
  /// standard output and error, and waits for its end.
  ///
  /// @param spec of the command
  /// @return what it exited with; this process has to exit with the same
  /// @throws InterruptedException if interrupted; the exit of this process ends the other one
  public static int run(CommandSpec spec) throws InterruptedException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      HostSupervisor guardian = new HostSupervisor();
      Runtime.getRuntime().addShutdownHook(new Thread(guardian::end, "end-measuring"));
      int exitCode = guardian.start(temporary, spec).waitFor();
      if (exitCode == KILLED) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("lanemark: the process that measured was killed, perhaps for want of memory");
        err.flush();
      }
      return exitCode;
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE,
          Reason.of(temporary, "a temporary folder cannot be made there", e));
    }
  }

  /// A signal that comes meanwhile waits for the end of this, for nothing may be made behind the
  /// back of [#end].
  private synchronized Process start(Path temporary, CommandSpec spec)
      throws IOException, InterruptedException {
    if (ending) {
      // The process ends while this thread waits.
      new CountDownLatch(1).await();
    }
    PrivateFolder made = PrivateFolder.make(temporary);
    folder = made;
    List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
    Process started =
        JvmCommand.likeThisOne(spec.root().userObject().getClass())
            .withJvmOptions(
                List.of(
                    "-XX:-UsePerfData",
                    "-D%s=true".formatted(MeasuringHost.PROPERTY),
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.io.tmpdir=" + made.path(),
                    // It has no terminal to ask: its standard input is a pipe.
                    "-Dpicocli.ansi=" + Ansi.AUTO.enabled()))
            .withArguments(arguments)
            // For programs that are no JVMs.
            .withEnvironment(Map.of("TMPDIR", made.path().toString()))
            .startOnOwnOutput();
    host = started;
    return started;
  }

  private synchronized void end() {
    ending = true;
    PrivateFolder made = folder;
    if (made == null) {
      return;
    }
    try {
      if (host != null && endHost(host) > SIGNALLED) {
        deleteLock(made);
      }
      made.delete();
    } catch (IOException e) {
      System.err.println("lanemark: a temporary file is left behind: " + e);
    }
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

  /// The kernel has released what the other process held, but the file is still there.
  private static void deleteLock(PrivateFolder folder) throws IOException {
    Path file = folder.beside(MeasuringHost.JMH_LOCK);
    if (Files.exists(file)) {
      Optional<LockFile> lock = LockFile.take(file);
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }
}
