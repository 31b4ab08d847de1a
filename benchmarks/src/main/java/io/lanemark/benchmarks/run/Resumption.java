package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.jmh.JmhResultFile;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import io.lanemark.run.StoppedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A run that was stopped and is resumed, which is possible only as the same run.
///
/// @param folder of the run
/// @param run what was to be run; with a memory budget, its plan is computed again for the memory
///   that was free when the run began
public record Resumption(ResultsFolder folder, Run run) {

  /// Opens the folder of a run that was stopped.
  ///
  /// @param root where it is
  /// @return what is resumed
  /// @throws BadResultsException if there is no run in it
  public static Resumption of(Path root) {
    if (Files.isDirectory(root) && !ResultsFolder.holdsRun(root)) {
      throw new BadResultsException(
          root,
          "nothing to resume: the run was stopped before its plan was written; start a new one");
    }
    ResultsFolder folder = ResultsFolder.open(root);
    return new Resumption(folder, folder.run());
  }

  /// Refuses to resume if the remaining trials would not be those of the same run.
  ///
  /// @param now the run as it would be recorded if it began now
  /// @throws BadResultsException if anything changed that affects figures
  void check(Run now) {
    StoppedRun<Trial> stopped = stopped();
    stopped.requireSame(run.environment(), now.environment());
    if (!Objects.equals(run.source().code(), now.source().code())) {
      throw stopped.refused("the code of Lanemark or of a workload has changed");
    }
    stopped.requireSame("the variants", run.scope().variants(), now.scope().variants());
    stopped.requireSame(
        "the memory budget", run.scope().memoryBudgetBytes(), now.scope().memoryBudgetBytes());
    stopped.requireSame("the number of trials", recordedBeforehand(now), now.plan().size());
    for (int i = 0; i < now.plan().size(); i++) {
      stopped.requireSame(
          "trial " + (i + 1) + " of the plan", text(run.plan().get(i)), text(now.plan().get(i)));
    }
  }

  /// With a memory budget, the trials that measure were recorded when the search had ended, and
  /// follow from it.
  private int recordedBeforehand(Run now) {
    return run.scope().memoryBudgetBytes() == null
        ? run.plan().size()
        : Math.min(run.plan().size(), now.plan().size());
  }

  private static String text(PlannedTrial planned) {
    return "%s (%s %s%s)"
        .formatted(planned.id(), planned.role(), planned.trialCase().key(), planned.note());
  }

  /// Why the run cannot be resumed.
  ///
  /// @param reason one phrase
  /// @return to be thrown
  public BadResultsException refused(String reason) {
    return stopped().refused(reason);
  }

  private StoppedRun<Trial> stopped() {
    return new StoppedRun<>(folder);
  }

  /// The trials that need not run again. A failure is a result if the run came to its end.
  ///
  /// @return in the order in which they ran
  /// @throws BadResultsException if one is not part of the plan
  /// @throws IOException if something cannot be deleted
  List<Trial> takeStock() throws IOException {
    Set<PlannedTrial> planned = Set.copyOf(run.plan());
    for (Trial trial : folder.finishedTrials()) {
      if (!planned.contains(trial.planned())) {
        throw refused("trial %s is not part of its plan".formatted(trial.planned().id()));
      }
    }
    boolean hasEnded = JmhResultFile.isThere(folder.root());
    return stopped().takeStock(trial -> trial.state() == Trial.State.FAILED && !hasEnded);
  }
}
