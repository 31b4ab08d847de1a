package io.lanemark.reports.page;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Contest;
import io.lanemark.decision.Metric;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.stats.Sample;
import io.lanemark.text.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Every number of a contest on one variant: a column for each case, a row for each quantity.
///
/// @param workload the workload
/// @param setting its K and W, and the variant if there are several
/// @param control whether it is a control
/// @param columns the cases
/// @param groups rows that belong together
/// @param width number of columns of the table, that of the names included
record NumbersTable(
    String workload,
    String setting,
    boolean control,
    List<Column> columns,
    List<Group> groups,
    int width) {

  /// One case.
  ///
  /// @param model its model
  /// @param setting its K and W
  record Column(ModelLabel model, String setting) {}

  /// Rows under one heading.
  ///
  /// @param name the heading
  /// @param rows the rows
  record Group(String name, List<Row> rows) {}

  /// One quantity.
  ///
  /// @param name its name
  /// @param unit its unit; may be empty
  /// @param cells its values as text
  record Row(String name, String unit, List<String> cells) {}

  /// A table for each variant.
  static List<NumbersTable> of(Contest contest) {
    List<String> variants = contest.variants();
    return variants.stream()
        .map(
            variant ->
                of(
                    contest,
                    contest.shown().stream()
                        .filter(each -> each.variant().equals(variant))
                        .toList(),
                    variants.size() > 1 ? ", " + variant : ""))
        .toList();
  }

  private static NumbersTable of(Contest contest, List<CaseResult> cases, String suffix) {
    return new NumbersTable(
        contest.workload().name(),
        PageText.setting(contest) + suffix,
        contest.isControl(),
        cases.stream()
            .map(
                each ->
                    new Column(
                        ModelLabel.of(each.model()),
                        String.format(
                            Locale.ROOT,
                            "K = %d, W = %d",
                            each.measured().inFlight(),
                            each.measured().workers())))
            .toList(),
        Stream.of(
                Stream.of(throughput(contest, cases)),
                stage("Residence time, all forks merged", cases, Stage.RESIDENCE),
                stage("Queued, all forks merged", cases, Stage.QUEUED),
                stage("In service, all forks merged", cases, Stage.SERVICE),
                stage("Calls of K tasks, all forks merged", cases, Stage.CALL),
                Stream.of(
                    new Group(
                        "Memory of the process tree, median over forks",
                        List.of(
                            median("PSS", cases, Metric.PSS_BYTES, Scale::ofBytes),
                            median("USS (private)", cases, Metric.USS_BYTES, Scale::ofBytes),
                            median("RSS", cases, Metric.RSS_BYTES, Scale::ofBytes))),
                    new Group(
                        "Per task, median over forks",
                        List.of(
                            median("CPU, user", cases, Metric.CPU_USER_NANOS, Scale::ofNanos),
                            median("CPU, system", cases, Metric.CPU_SYSTEM_NANOS, Scale::ofNanos),
                            median(
                                "context switches, voluntary",
                                cases,
                                Metric.VOLUNTARY_SWITCHES,
                                plain("")),
                            median(
                                "context switches, involuntary",
                                cases,
                                Metric.INVOLUNTARY_SWITCHES,
                                plain("")))),
                    new Group(
                        "Process tree, median over forks",
                        List.of(
                            median("JVMs", cases, Metric.JVMS, plain("")),
                            median("threads", cases, Metric.THREADS, plain("")),
                            shares("backend’s share of the CPU time", cases, Metric.BACKEND_SHARE),
                            row(
                                "share of what the backend gives alone",
                                "",
                                cases,
                                each -> shareOfCeiling(contest, each)))),
                    new Group(
                        "Warm-up, median over forks",
                        List.of(
                            median(
                                "from opening to the first task",
                                cases,
                                Metric.OPEN_SECONDS,
                                plain("s")),
                            median("warm-up", cases, Metric.WARM_UP_SECONDS, plain("s")),
                            row(
                                "forks that were steady",
                                "",
                                cases,
                                each ->
                                    String.format(
                                        Locale.ROOT,
                                        "%d of %d",
                                        each.trials().stream()
                                            .filter(trial -> trial.warmUp().steady())
                                            .count(),
                                        each.trials().size()))))))
            .flatMap(groups -> groups)
            .toList(),
        cases.size() + 2);
  }

  private static Group throughput(Contest contest, List<CaseResult> cases) {
    Scale scale =
        Scale.of("tasks/s", cases.stream().flatMapToDouble(each -> each.scores().stream()));
    List<Row> rows = new ArrayList<>();
    rows.add(scores("median", cases, scale, Sample::median));
    rows.add(scores("lowest", cases, scale, Sample::min));
    rows.add(scores("highest", cases, scale, Sample::max));
    int forks = cases.stream().mapToInt(each -> each.trials().size()).max().orElse(0);
    IntStream.range(0, forks)
        .forEach(
            fork ->
                rows.add(
                    scores(
                        "fork " + (fork + 1),
                        cases,
                        scale,
                        scores ->
                            fork < scores.size()
                                ? scores.stream().skip(fork).findFirst().orElseThrow()
                                : null)));
    rows.add(
        row(
            "ratio to the best, 99 % interval",
            "",
            cases,
            each ->
                contest.entries().contains(each)
                    ? contest.toBest(each).map(PageText::withInterval).orElse(bestOrNone(each))
                    : "other K"));
    rows.add(
        row(
            "ratio to serial, 99 % interval",
            "",
            cases,
            each -> contest.overReference(each).map(PageText::withInterval).orElse(PageText.NONE)));
    return new Group("Throughput", rows);
  }

  private static String shareOfCeiling(Contest contest, CaseResult each) {
    OptionalDouble share = contest.shareOfCeiling(each);
    return share.isPresent() ? PageText.percent(share.getAsDouble()) : PageText.NONE;
  }

  private static String bestOrNone(CaseResult each) {
    return each.hasScores() ? "highest" : PageText.NONE;
  }

  private static Row scores(
      String name, List<CaseResult> cases, Scale scale, Function<Sample, @Nullable Double> value) {
    return row(
        name,
        scale.unit(),
        cases,
        each -> {
          Double score = each.hasScores() ? value.apply(each.scores()) : null;
          return score == null ? PageText.NONE : scale.number(score);
        });
  }

  /// Empty if nothing was recorded for the stage.
  private static Stream<Group> stage(String name, List<CaseResult> cases, Stage stage) {
    if (cases.stream().allMatch(each -> each.times(stage).getTotalCount() == 0)) {
      return Stream.empty();
    }
    List<Row> rows = new ArrayList<>();
    rows.add(
        row(
            stage == Stage.CALL ? "calls" : "tasks",
            "",
            cases,
            each -> String.format(Locale.ROOT, "%,d", each.times(stage).getTotalCount())));
    Scale scale =
        Scale.ofNanos(
            cases.stream()
                .map(each -> each.times(stage))
                .filter(times -> times.getTotalCount() > 0)
                .flatMapToDouble(
                    times ->
                        DoubleStream.of(times.getMean(), (double) times.getValueAtPercentile(90))));
    rows.add(
        row(
            "mean",
            scale.unit(),
            cases,
            each -> {
              Histogram times = each.times(stage);
              return times.getTotalCount() == 0 ? PageText.NONE : scale.number(times.getMean());
            }));
    for (double percentile : CaseResult.PERCENTILES) {
      if (cases.stream().anyMatch(each -> each.supports(stage, percentile))) {
        rows.add(
            row(
                "p" + Double.toString(percentile).replaceAll("\\.0$", ""),
                scale.unit(),
                cases,
                each ->
                    each.supports(stage, percentile)
                        ? scale.number((double) each.times(stage).getValueAtPercentile(percentile))
                        : PageText.NONE));
      }
    }
    return Stream.of(new Group(name, rows));
  }

  private static Row median(
      String name, List<CaseResult> cases, Metric metric, Function<DoubleStream, Scale> scaling) {
    Scale scale = scaling.apply(known(cases, each -> each.median(metric)));
    return row(name, scale.unit(), cases, each -> text(each, metric, scale::number));
  }

  private static Row shares(String name, List<CaseResult> cases, Metric metric) {
    return row(name, "", cases, each -> text(each, metric, PageText::percent));
  }

  private static String text(CaseResult each, Metric metric, Function<Double, String> format) {
    Double value = each.median(metric);
    if (value != null) {
      return format.apply(value);
    }
    return each.hasScores() ? PageText.NOT_AVAILABLE : PageText.NONE;
  }

  private static DoubleStream known(
      List<CaseResult> cases, Function<CaseResult, @Nullable Double> value) {
    return cases.stream().map(value).filter(Objects::nonNull).mapToDouble(Double::doubleValue);
  }

  private static Function<DoubleStream, Scale> plain(String unit) {
    return values -> Scale.of(unit, values);
  }

  private static Row row(
      String name, String unit, List<CaseResult> cases, Function<CaseResult, String> cell) {
    return new Row(name, unit, cases.stream().map(cell).toList());
  }
}
