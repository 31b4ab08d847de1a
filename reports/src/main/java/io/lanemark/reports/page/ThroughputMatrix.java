package io.lanemark.reports.page;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Contest;
import io.lanemark.decision.ContestVerdict;
import io.lanemark.decision.RunResults;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.Run.ModelDescription;
import io.lanemark.text.Scale;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Throughput of every model under every workload.
///
/// @param columns the models
/// @param rows a row for each contest
record ThroughputMatrix(List<ModelLabel> columns, List<Row> rows) {

  /// One contest.
  ///
  /// @param workload the workload
  /// @param setting its K
  /// @param arguments its parameters; may be empty
  /// @param control whether it is a control
  /// @param cells a cell for each column
  /// @param finding the answer, in few words
  /// @param decided whether there is a winner
  record Row(
      String workload,
      String setting,
      String arguments,
      boolean control,
      List<Cell> cells,
      String finding,
      boolean decided) {}

  /// One model under one workload.
  ///
  /// @param model the model
  /// @param numbers mostly one; one for each variant and W if there are several; none if it was not
  ///   planned
  record Cell(ModelLabel model, List<Numbers> numbers) {}

  /// One case.
  ///
  /// @param rate median throughput, or why there is none
  /// @param variant the variant; empty if there is only one
  /// @param setting W, and K if it is not that of the row
  /// @param toBest its ratio to the best with the interval, or "winner", "highest" or "reference"
  /// @param overReference its ratio to serial with the interval; empty if there is none
  /// @param caveat why the number may be unreliable; may be empty
  /// @param winner whether it wins
  /// @param missing whether it has no result
  record Numbers(
      String variant,
      String rate,
      String setting,
      String toBest,
      String overReference,
      String caveat,
      boolean winner,
      boolean missing) {}

  static ThroughputMatrix of(RunResults results, List<Contest> contests) {
    Set<String> models = new LinkedHashSet<>();
    results.run().scope().models().stream().map(ModelDescription::name).forEach(models::add);
    contests.forEach(contest -> contest.shown().forEach(entry -> models.add(entry.model())));
    models.removeIf(
        model ->
            contests.stream()
                .flatMap(contest -> contest.shown().stream())
                .noneMatch(entry -> entry.model().equals(model)));
    return new ThroughputMatrix(
        models.stream().map(ModelLabel::of).toList(),
        contests.stream()
            .map(contest -> row(contest, List.copyOf(models), results.run().scope().memoryBudget()))
            .toList());
  }

  private static Row row(Contest contest, List<String> models, Optional<MemoryBudget> budget) {
    ContestVerdict verdict = contest.verdict();
    Scale scale =
        Scale.of(
            "",
            contest.shown().stream()
                .filter(CaseResult::hasScores)
                .mapToDouble(entry -> entry.scores().median()));
    List<Cell> cells = new ArrayList<>();
    for (String model : models) {
      cells.add(
          new Cell(
              ModelLabel.of(model),
              contest.shown().stream()
                  .filter(entry -> entry.model().equals(model))
                  .map(entry -> numbers(contest, verdict, entry, scale, budget))
                  .toList()));
    }
    return new Row(
        contest.workload().name(),
        "K = " + contest.inFlight(),
        contest.common().arguments(),
        contest.isControl(),
        cells,
        FindingLine.brief(verdict),
        verdict instanceof ContestVerdict.Winner);
  }

  private static Numbers numbers(
      Contest contest,
      ContestVerdict verdict,
      CaseResult entry,
      Scale scale,
      Optional<MemoryBudget> budget) {
    boolean takesPart = contest.entries().contains(entry);
    String variant = contest.variants().size() > 1 ? entry.variant() : "";
    String setting =
        takesPart
            ? "W = " + entry.measured().workers()
            : String.format(
                Locale.ROOT,
                "K = %d, W = %d",
                entry.measured().inFlight(),
                entry.measured().workers());
    if (!entry.hasScores()) {
      String why = entry.measured().workers() == 0 ? "not run" : "no result";
      return new Numbers(variant, why, setting, "", "", "", false, true);
    }
    boolean winner = verdict instanceof ContestVerdict.Winner leads && leads.winner().equals(entry);
    String toBest =
        takesPart
            ? contest
                .toBest(entry)
                .map(ratio -> PageText.withInterval(ratio, "best"))
                .orElse(winner ? "winner" : "highest")
            : "reference";
    return new Numbers(
        variant,
        scale.number(entry.scores().median()),
        setting,
        toBest,
        contest
            .overReference(entry)
            .map(ratio -> PageText.withInterval(ratio, "serial"))
            .orElse(""),
        caveat(entry, contest.isBackendLimited(entry), budget),
        winner,
        false);
  }

  /// Why the number of a case may be unreliable; empty if there is no reason.
  static String caveat(CaseResult entry, boolean backendLimited, Optional<MemoryBudget> budget) {
    List<String> caveats = new ArrayList<>();
    long unsteady = entry.trials().stream().filter(trial -> !trial.warmUp().steady()).count();
    if (unsteady > 0) {
      caveats.add(
          String.format(
              Locale.ROOT, "still warming up in %d of %d forks", unsteady, entry.trials().size()));
    }
    long beyond =
        entry.trials().stream()
            .filter(trial -> budget.filter(each -> each.isExceeded(trial)).isPresent())
            .count();
    if (beyond > 0) {
      caveats.add(
          String.format(
              Locale.ROOT,
              "beyond the memory budget in %d of %d forks",
              beyond,
              entry.trials().size()));
    }
    if (backendLimited) {
      caveats.add("backend-limited");
    }
    return String.join("; ", caveats);
  }
}
