package io.lanemark.run;

import io.lanemark.environment.DecisiveFacts;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Environment;
import io.lanemark.results.TrialFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A run that was stopped. It can be resumed only if its remaining trials will be those of the same
/// run.
///
/// @param folder of the run
/// @param <T> type of a trial
public record StoppedRun<T>(TrialFolder<T> folder) {

  /// Why the run cannot be resumed.
  ///
  /// @param reason one phrase
  /// @return to be thrown
  public BadResultsException refused(String reason) {
    return new BadResultsException(
        folder.root(), "cannot be resumed: %s; start a new run".formatted(reason));
  }

  /// Refuses to resume if a fact has changed.
  ///
  /// @param name of the fact
  /// @param then its value when the run began
  /// @param now its value
  /// @throws BadResultsException if they differ
  public void requireSame(String name, @Nullable Object then, @Nullable Object now) {
    DecisiveFacts.change(name, then, now).ifPresent(this::refuse);
  }

  /// Refuses to resume if the machine, its set-up or its Java has changed.
  ///
  /// @param then when the run began
  /// @param now as it is
  /// @throws BadResultsException if they differ in anything that decides about figures
  public void requireSame(Environment then, Environment now) {
    DecisiveFacts.TO_RESUME.change(then, now).ifPresent(this::refuse);
  }

  private void refuse(String change) {
    throw refused(change);
  }

  /// Deletes unfinished trials, and takes back a failed trial that no other trial followed:
  /// whatever stopped the run may also have made that trial fail.
  ///
  /// @param hasFailed whether a trial failed
  /// @return the trials that need not run again, in the order in which they ran
  /// @throws IOException if something cannot be deleted
  public List<T> takeStock(Predicate<T> hasFailed) throws IOException {
    List<T> finished = new ArrayList<>(folder.finishedTrials());
    if (!finished.isEmpty() && hasFailed.test(finished.getLast())) {
      folder.retract(finished.removeLast());
    }
    folder.deleteUnfinished();
    return List.copyOf(finished);
  }
}
