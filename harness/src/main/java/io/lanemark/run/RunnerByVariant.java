package io.lanemark.run;

import io.lanemark.results.PlannedTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Leaves each trial to the runner that knows the variant of its case.
///
/// @param byVariant the runners of variants that need a special one
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
  /// Takes the estimate of the other variants, because nearly all trials are theirs.
  @Override
  public Duration estimate() {
    return others.estimate();
  }
}
