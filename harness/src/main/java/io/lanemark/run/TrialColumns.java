package io.lanemark.run;

import io.lanemark.results.PlannedTrial;
import java.util.Collection;
import java.util.function.Function;

/// The first two columns of a list of trials, as wide as the longest name of a plan needs.
///
/// @param workloadWidth characters
/// @param modelWidth characters
public record TrialColumns(int workloadWidth, int modelWidth) {

  private static final int LEAST_WIDTH = 17;

  /// Fits the trials of a plan, and what may follow from them.
  ///
  /// @param plan all trials that are shown
  /// @return columns that are wide enough
  public static TrialColumns of(Collection<PlannedTrial> plan) {
    return new TrialColumns(width(plan, TrialColumns::workload), width(plan, TrialColumns::model));
  }

  private static int width(Collection<PlannedTrial> plan, Function<PlannedTrial, String> name) {
    return plan.stream()
        .mapToInt(trial -> name.apply(trial).length())
        .reduce(LEAST_WIDTH, Math::max);
  }

  /// Both columns of a trial.
  ///
  /// @param planned a trial of the plan
  /// @return the first columns of its line
  public String row(PlannedTrial planned) {
    return row(workload(planned), model(planned));
  }

  /// Both columns with other texts, such as their headings.
  ///
  /// @param workload in the first column
  /// @param model in the second column
  /// @return the first columns of a line
  public String row(String workload, String model) {
    return ("%-" + workloadWidth + "s %-" + modelWidth + "s").formatted(workload, model);
  }

  private static String workload(PlannedTrial planned) {
    return planned.trialCase().workload();
  }

  /// The model, or the purpose of a trial that is not compared.
  private static String model(PlannedTrial planned) {
    return switch (planned.role()) {
      case MEASURE -> planned.trialCase().label();
      case CEILING -> "(backend alone)";
      case SEARCH -> "(" + planned.trialCase().label() + ")";
    };
  }
}
