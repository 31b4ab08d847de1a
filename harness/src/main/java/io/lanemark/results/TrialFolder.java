package io.lanemark.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The folder of a run, into which its trials are published one after the other.
///
/// @param <T> type of a trial
public interface TrialFolder<T> {

  /// Where it is.
  ///
  /// @return the folder of the run
  Path root();

  /// Reads the trials that were published.
  ///
  /// @return in the order in which they ran
  /// @throws BadResultsException if one cannot be read, or is of a newer schema
  List<T> finishedTrials();

  /// Takes back a published trial, so that it can run again.
  ///
  /// @param trial one of [#finishedTrials]
  /// @throws IOException if it cannot be deleted
  void retract(T trial) throws IOException;

  /// Deletes what trials left that were not published or were taken back. No trial may be running.
  ///
  /// @throws IOException if it cannot be deleted
  void deleteUnfinished() throws IOException;
}
