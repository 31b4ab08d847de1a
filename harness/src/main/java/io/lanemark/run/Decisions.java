package io.lanemark.run;

import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import java.util.List;
import java.util.Optional;

/// What a run decides while it runs, from the trials that are over. The same trials lead to the
/// same decisions, so that a resumed run continues as if it had never been stopped.
public interface Decisions {

  /// Nothing is decided: the plan is run as it is.
  Decisions NONE =
      new Decisions() {
        @Override
        public Optional<String> needless(PlannedTrial planned, List<Trial> over) {
          return Optional.empty();
        }

        @Override
        public List<PlannedTrial> following(List<Trial> over) {
          return List.of();
        }

        @Override
        public int mostFollowing(List<PlannedTrial> plan) {
          return 0;
        }
      };

  /// Whether a planned trial has become pointless.
  ///
  /// @param planned the next trial
  /// @param over the trials that are over
  /// @return why it is recorded as not run; empty if it is to be run
  Optional<String> needless(PlannedTrial planned, List<Trial> over);

  /// The trials that are added to the plan when all of it has run.
  ///
  /// @param over all trials of the plan
  /// @return none if nothing is left to do
  List<PlannedTrial> following(List<Trial> over);

  /// How many trials will follow a plan at most.
  ///
  /// @param plan what is planned so far
  /// @return 0 if the plan is all there is
  int mostFollowing(List<PlannedTrial> plan);
}
