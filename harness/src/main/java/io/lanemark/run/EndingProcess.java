package io.lanemark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// This process, which can be told to end at any moment. Ctrl-C reaches a fork as well, and the
/// temporary folder may be gone already: a trial that fails then gives no result.
public final class EndingProcess {

  private static volatile boolean ending;

  private EndingProcess() {}

  /// Marks this process as about to end, because of a signal or because its parent ended. Waits for
  /// a folder that is just being created.
  public static synchronized void begin() {
    ending = true;
  }

  /// Creates a folder and its parents, unless this process is about to end: the end deletes the
  /// parents, and nothing would delete them again.
  ///
  /// @param folder may exist
  /// @throws IOException if it cannot be created, or this process is about to end
  public static synchronized void createDirectories(Path folder) throws IOException {
    if (ending) {
      throw new IOException("not created, because this process is about to end: " + folder);
    }
    Files.createDirectories(folder);
  }

  /// Whether this process is about to end: what fails then fails for that reason.
  ///
  /// @return true after [#begin]
  public static boolean isEnding() {
    return ending;
  }

  /// Runs a trial. If it fails while this process ends, waits for that end.
  ///
  /// @param trial what to run
  /// @param <T> type of its result
  /// @return its result
  /// @throws TrialFailedException if it failed by itself
  /// @throws InterruptedException if interrupted
  public static <T> T attempt(Attempt<T> trial) throws TrialFailedException, InterruptedException {
    try {
      return trial.run();
    } catch (TrialFailedException | RuntimeException e) {
      if (ending) {
        // The process ends while this thread waits.
        new CountDownLatch(1).await();
      }
      throw e;
    }
  }

  /// A trial.
  ///
  /// @param <T> type of its result
  @FunctionalInterface
  public interface Attempt<T> {

    /// Runs it to its end.
    ///
    /// @return its result
    /// @throws TrialFailedException if it has none
    /// @throws InterruptedException if interrupted
    T run() throws TrialFailedException, InterruptedException;
  }
}
