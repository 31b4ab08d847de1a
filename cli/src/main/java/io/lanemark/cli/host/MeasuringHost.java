package io.lanemark.cli.host;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.LockFile;
import io.lanemark.files.Reason;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.run.EndingProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The process that measures: JMH's host, the parent of forks and backends. The [HostSupervisor]
/// starts it with a temporary folder of its own, and deletes the folder when it has ended; when the
/// guardian dies, this process deletes the folder and ends.
///
/// JMH keeps its files in the temporary folder that a JVM was started with, and leaves them when it
/// is killed. Therefore these are two processes: no process can tidy up after its own SIGKILL.
public final class MeasuringHost {

  /// What JMH locks, in the temporary folder of the machine.
  static final String JMH_LOCK = "jmh.lock";

  /// Set to `true` in the process that measures.
  static final String PROPERTY = "lanemark.measuring-host";

  private static volatile @Nullable MeasuringHost ofThisProcess;

  private final PrivateFolder folder = PrivateFolder.ofThisProcess();
  private volatile @Nullable LockFile machineLock;

  private MeasuringHost() {}

  /// Makes this process one if the supervisor has started it: called first of all in `main`.
  public static void beginIfSupervised() {
    if (Boolean.getBoolean(PROPERTY)) {
      MeasuringHost host = new MeasuringHost();
      ofThisProcess = host;
      // However this process ends, and whoever was first: an exit must not cut the other short.
      Runtime.getRuntime().addShutdownHook(new Thread(host::tidyUp, "tidy-up"));
      ParentWatch.haltWhenParentEnds(host::tidyUp);
    }
  }

  /// Whether this process is one.
  public static boolean isThisProcess() {
    return ofThisProcess != null;
  }

  /// Keeps other JMH runs off the machine, by the lock that JMH itself takes.
  ///
  /// @return to be closed after the last trial
  /// @throws CommandException if another run holds it, or the file is out of reach
  public static LockFile lockMachine() {
    MeasuringHost host = ofThisProcess;
    if (host == null) {
      throw new IllegalStateException("only a measuring host may measure");
    }
    LockFile lock = take(host.folder.beside(JMH_LOCK));
    host.machineLock = lock;
    return lock;
  }

  private static LockFile take(Path file) {
    try {
      return LockFile.take(file)
          .orElseThrow(
              () ->
                  new CommandException(
                      ExitCode.UNAVAILABLE,
                      "another JMH run holds %s; measure when it is over".formatted(file)));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.UNAVAILABLE, Reason.of(file, "other JMH runs cannot be kept off", e));
    }
  }

  private void tidyUp() {
    EndingProcess.begin();
    try {
      LockFile lock = machineLock;
      if (lock != null) {
        lock.close();
      }
      folder.delete();
    } catch (IOException e) {
      System.err.println("lanemark: a temporary file is left behind: " + e);
    }
  }
}
