package io.lanemark.results;

import java.util.Objects;

/// One trial of a plan: a fresh process that measures one case.
///
/// @param id name of its folder; unique in the run
/// @param trialCase what it measures
/// @param fork which of the case's trials it is, from 0
/// @param note why the case has fewer workers than it could be thought to have, or cannot run at
///   all; empty where nothing is to be said
public record PlannedTrial(String id, Case trialCase, int fork, String note) {
  /// Refuses missing parts.
  public PlannedTrial {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(trialCase, "trialCase");
    Objects.requireNonNull(note, "note");
  }

  /// Whether it is to be run, or only to be recorded as not run.
  ///
  /// @return false where the model cannot serve the case; the note says why
  public boolean runs() {
    return trialCase.workers() > 0;
  }
}
