package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.backend.BackendUnavailableException;
import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.jmh.JvmVariants;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Run;
import io.lanemark.run.Decisions;
import io.lanemark.run.TrialRunner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What a command measures, planned and not begun: a [Measurement] carries it out.
public interface PlannedRun {

  /// The plan as it goes into `run.json`.
  ///
  /// @param id name of the run
  /// @param startedAt when it begins
  /// @param backends what the trials need; [RunBackends#none] if it is only planned
  /// @return the run, as `run.json` holds it
  Run record(String id, Instant startedAt, RunBackends backends);

  /// Starts what the trials need.
  ///
  /// @param workDirectory where backends may keep files
  /// @return to be closed after the last trial
  /// @throws BackendUnavailableException if one does not start
  /// @throws InterruptedException if interrupted; nothing is left running
  RunBackends startBackends(Path workDirectory) throws InterruptedException;

  /// Measures one trial after the other.
  ///
  /// @param backends what [#startBackends] returned
  /// @return runs each trial
  TrialRunner runner(RunBackends backends);

  /// What is decided while it is measured.
  ///
  /// @return the rules
  Decisions decisions();

  /// The JVMs that its trials run on.
  ///
  /// @return the variants
  JvmVariants jvms();

  /// How many trials, and how long they will take, in one line.
  ///
  /// @param trials what is left of the plan
  /// @param following how many may follow from it at most
  /// @return one line
  String summary(List<PlannedTrial> trials, int following);
}
