package io.lanemark.cli.host;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.FileErrorMessage;
import io.lanemark.files.LockFile;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.run.EndingProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The process that measures: JMH's host, the parent of forks and backends. The [HostSupervisor]
/// starts it with its own temporary folder, and deletes the folder when this process has ended. If
/// the supervisor dies, this process deletes the folder and ends.
///
/// JMH writes its files to the temporary folder of its JVM, and leaves them there if it is killed.
/// That is why there are two processes: no process can clean up after its own SIGKILL.
public final class MeasuringHost {

  /// The lock file of JMH, in the temporary folder of the machine.
  static final String JMH_LOCK = "jmh.lock";

  /// Set to `true` in the process that measures.
  static final String PROPERTY = "lanemark.measuring-host";

  private static volatile @Nullable MeasuringHost ofThisProcess;

  private final TemporaryFolder folder = TemporaryFolder.ofThisProcess();

  /// During a trial, [System#err] leads to a file.
  private final PrintStream terminal = System.err;

  private volatile @Nullable LockFile machineLock;

  private MeasuringHost() {}

  /// Makes this process the measuring host if the supervisor has started it. `main` calls this
  /// first.
  public static void beginIfSupervised() {
    if (Boolean.getBoolean(PROPERTY)) {
      MeasuringHost host = new MeasuringHost();
      ofThisProcess = host;
      // Both may run, in any order: the exit of this process waits for a hook that still cleans up.
      Runtime.getRuntime().addShutdownHook(new Thread(host::cleanUp, "clean-up"));
      ParentWatch.haltWhenParentEnds(host::cleanUp);
    }
  }

  /// Whether this process is the measuring host.
  public static boolean isThisProcess() {
    return ofThisProcess != null;
  }

  /// Takes the lock that JMH itself uses, so that no other JMH run measures at the same time.
  ///
  /// @return the lock; close it after the last trial
  /// @throws CommandException if another run holds it, or the file cannot be opened
  public static LockFile lockMachine() {
    MeasuringHost host = ofThisProcess();
    LockFile lock = take(host.folder.sibling(JMH_LOCK));
    host.machineLock = lock;
    return lock;
  }

  private static MeasuringHost ofThisProcess() {
    MeasuringHost host = ofThisProcess;
    if (host == null) {
      throw new IllegalStateException("only a measuring host may measure");
    }
    return host;
  }

  private static LockFile take(Path file) {
    try {
      return LockFile.take(file)
          .orElseThrow(
              () ->
                  new CommandException(
                      ExitCode.UNAVAILABLE,
                      "another JMH run holds the lock %s: try again when it has ended"
                          .formatted(file)));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.UNAVAILABLE,
          FileErrorMessage.of(file, "the lock against other JMH runs cannot be taken", e));
    }
  }

  /// What a user is told if this process is stopped.
  ///
  /// @return no hint yet
  public static ResumeHint resumeHint() {
    return ResumeHint.of(ofThisProcess().folder);
  }

  private void cleanUp() {
    EndingProcess.begin();
    LockFile lock = machineLock;
    if (lock != null) {
      lock.close();
    }
    ResumeHint.of(folder).print(terminal);
    folder.deleteOrReport();
  }
}
