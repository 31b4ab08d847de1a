package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.jmh.JmhResultFile;
import io.lanemark.environment.DecisiveFacts;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A run that was stopped and is to go on: only where it would be the same run.
///
/// @param folder of the run
/// @param run what was to be run; with a memory budget, its plan is made again for what was free
///   when the run began
public record Resumption(ResultsFolder folder, Run run) {

  /// Opens the folder of a run that was stopped.
  ///
  /// @param root where it is
  /// @return what is to go on
  /// @throws BadResultsException if there is no run in it
  public static Resumption of(Path root) {
    if (Files.isDirectory(root) && !ResultsFolder.holdsRun(root)) {
      throw new BadResultsException(
          root, "nothing to resume: no run in it got as far as its plan; start one anew");
    }
    ResultsFolder folder = ResultsFolder.open(root);
    return new Resumption(folder, folder.run());
  }

  /// Refuses to go on where trials would not be those of the same run.
  ///
  /// @param now the run as it would be recorded if it began now
  /// @throws BadResultsException if anything changed that decides about figures
  void check(Run now) {
    DecisiveFacts.TO_RESUME.change(run.environment(), now.environment()).ifPresent(this::refuse);
    if (!Objects.equals(run.source().code(), now.source().code())) {
      throw refused("the code of Lanemark or of a workload is another one now");
    }
    same("the variants", run.scope().variants(), now.scope().variants());
    same("the memory budget", run.scope().memoryBudgetBytes(), now.scope().memoryBudgetBytes());
    same("the number of trials", recordedBeforehand(now), now.plan().size());
    for (int i = 0; i < now.plan().size(); i++) {
      same("trial " + (i + 1) + " of the plan", text(run.plan().get(i)), text(now.plan().get(i)));
    }
  }

  /// With a memory budget, what is measured was recorded when the search was over, and follows from
  /// it.
  private int recordedBeforehand(Run now) {
    return run.scope().memoryBudgetBytes() == null
        ? run.plan().size()
        : Math.min(run.plan().size(), now.plan().size());
  }

  private void same(String name, @Nullable Object then, @Nullable Object now) {
    DecisiveFacts.change(name, then, now).ifPresent(this::refuse);
  }

  private void refuse(String reason) {
    throw refused(reason);
  }

  private static String text(PlannedTrial planned) {
    return "%s (%s %s%s)"
        .formatted(planned.id(), planned.role(), planned.trialCase().key(), planned.note());
  }

  /// Why the run cannot go on.
  ///
  /// @param reason one phrase
  /// @return to be thrown
  public BadResultsException refused(String reason) {
    return new BadResultsException(
        folder.root(), "cannot be resumed: %s; start a run anew".formatted(reason));
  }

  /// The trials that need not run again. What was under way is deleted, and a failure that nothing
  /// came after is no result either: what stopped the run may have failed the trial.
  ///
  /// @return in the order in which they ran
  /// @throws IOException if something cannot be deleted
  List<Trial> takeStock() throws IOException {
    folder.deleteUnfinished();
    List<Trial> finished = new ArrayList<>(folder.finishedTrials());
    Map<String, PlannedTrial> planned =
        run.plan().stream().collect(Collectors.toMap(PlannedTrial::id, trial -> trial));
    for (Trial trial : finished) {
      if (!trial.planned().equals(planned.get(trial.planned().id()))) {
        throw refused("trial %s is not of its plan".formatted(trial.planned().id()));
      }
    }
    if (!finished.isEmpty()
        && finished.getLast().state() == Trial.State.FAILED
        && !JmhResultFile.isThere(folder.root())) {
      folder.retract(finished.removeLast().planned().id());
    }
    return List.copyOf(finished);
  }
}
