package io.lanemark.run;

import io.lanemark.results.PlannedTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Leaves each trial to the runner that knows the variant of its case.
///
/// @param byVariant runners of the variants that need one of their own
/// @param others runs the trials of all other variants
public record RunnerByVariant(Map<String, TrialRunner> byVariant, TrialRunner others)
    implements TrialRunner {

  /// Copies the map.
  public RunnerByVariant {
    byVariant = Map.copyOf(byVariant);
  }

  @Override
  public Score run(PlannedTrial planned, Path folder)
      throws TrialFailedException, InterruptedException {
    return byVariant.getOrDefault(planned.trialCase().variant(), others).run(planned, folder);
  }

  /// {@inheritDoc}
  ///
  /// It is that of the other variants, which are nearly all trials.
  @Override
  public Duration estimate() {
    return others.estimate();
  }
}
