package io.lanemark.cli;

import io.lanemark.process.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The process that measures: JMH's host, the parent of forks and backends. The [Guardian] starts
/// it with a temporary folder of its own, and deletes the folder when it has ended; when the
/// guardian dies, this process deletes the folder and ends.
///
/// JMH keeps its files in the temporary folder that a JVM was started with, and leaves them when it
/// is killed. Therefore these are two processes: no process can tidy up after its own SIGKILL.
final class MeasuringHost {

  /// What JMH locks, in the temporary folder of the machine.
  static final String JMH_LOCK = "jmh.lock";

  private static volatile @Nullable MeasuringHost ofThisProcess;

  private final PrivateFolder folder = PrivateFolder.ofThisProcess();
  private volatile boolean ending;
  private volatile @Nullable LockFile machineLock;

  private MeasuringHost() {}

  /// For the guardian.
  ///
  /// @param arguments the command line
  public static void main(String... arguments) {
    MeasuringHost host = new MeasuringHost();
    ofThisProcess = host;
    // However this process ends, and whoever was first: an exit must not cut the other short.
    Runtime.getRuntime().addShutdownHook(new Thread(host::tidyUp, "tidy-up"));
    ParentWatch.haltWhenParentEnds(host::tidyUp);
    Lanemark.main(arguments);
  }

  /// Whether this process is one.
  static boolean isThisProcess() {
    return ofThisProcess != null;
  }

  /// Whether this process is about to end, by a signal or because its parent did: what fails then
  /// fails for that reason.
  static boolean isEnding() {
    MeasuringHost host = ofThisProcess;
    return host != null && host.ending;
  }

  /// Keeps other JMH runs off the machine, by the lock that JMH itself takes.
  ///
  /// @return to be closed after the last trial
  /// @throws CommandException if another run holds it, or the file is out of reach
  static LockFile lockMachine() {
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
    ending = true;
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
