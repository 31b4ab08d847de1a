package io.lanemark.results;

import java.util.Objects;
import java.util.regex.Pattern;

/// One trial of a plan: a fresh process that measures one case.
///
/// @param id name of its folder; unique in the run
/// @param trialCase what it measures
/// @param fork which of the case's trials it is, from 0
/// @param role what it is measured for
/// @param note why the case has fewer workers than expected, or cannot run at all; empty otherwise
public record PlannedTrial(String id, Case trialCase, int fork, Role role, String note) {
  private static final Pattern FILE_NAME =
      Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");

  /// Refuses missing parts and a name that cannot be a folder's; a plan written before there were
  /// roles has trials that are compared.
  public PlannedTrial {
    Objects.requireNonNull(id, "id");
    if (!FILE_NAME.matcher(id).matches()) {
      throw new IllegalArgumentException("a trial's id must be the name of a folder: " + id);
    }
    Objects.requireNonNull(trialCase, "trialCase");
    Objects.requireNonNull(note, "note");
    role = Objects.requireNonNullElse(role, Role.MEASURE);
  }

  /// Whether it is to be run, or only to be recorded as not run.
  ///
  /// @return false if the model cannot serve the case; the note says why
  public boolean runs() {
    return trialCase.workers() > 0;
  }

  /// What a trial is measured for.
  public enum Role {
    /// To be compared with other cases.
    MEASURE,
    /// To measure a backend alone, without an execution model in front of it.
    CEILING,
    /// To find the best number of workers.
    SEARCH
  }
}
