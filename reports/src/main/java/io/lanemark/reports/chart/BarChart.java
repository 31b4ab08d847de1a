package io.lanemark.reports.chart;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Metric;
import io.lanemark.text.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

/// Groups of bars, one group for each quantity and one bar for each model, on one axis from 0.
///
/// @param data the cases to show
/// @param title title of the chart
/// @param scaling chooses the unit
/// @param groups the quantities, from left to right
record BarChart(
    ChartData data, String title, Function<DoubleStream, Scale> scaling, List<Group> groups) {

  /// One quantity.
  ///
  /// @param name its name
  /// @param value its value for a case, null if there is none
  record Group(String name, Function<CaseResult, @Nullable Double> value) {

    /// The median over the forks.
    static Group median(String name, Metric metric) {
      return new Group(name, entry -> entry.median(metric));
    }
  }

  Optional<Figure> figure(String caption) {
    List<CaseResult> entries = data.entries();
    List<Group> known =
        groups.stream()
            .filter(group -> entries.stream().map(group.value).anyMatch(Objects::nonNull))
            .toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Scale scale =
        scaling.apply(
            known.stream()
                .flatMap(group -> data.all().stream().map(group.value))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue));
    String description =
        known.stream()
            .map(group -> describe(group, entries, scale))
            .collect(Collectors.joining(" "));
    return Optional.of(
        new Figure(title, caption, description, theme -> draw(entries, known, scale, theme)));
  }

  private String describe(Group group, List<CaseResult> entries, Scale scale) {
    List<CaseResult> having =
        entries.stream().filter(entry -> group.value.apply(entry) != null).toList();
    return data.describe(
        group.name, having, scale, entry -> Objects.requireNonNull(group.value.apply(entry)));
  }

  private CategoryChart draw(
      List<CaseResult> entries, List<Group> known, Scale scale, ChartTheme theme) {
    CategoryChart chart = new CategoryChart(ChartTheme.WIDTH, ChartTheme.HEIGHT);
    chart.setTitle(title);
    chart.setYAxisTitle(scale.unit());
    theme.applyTo(chart.getStyler(), data.labels());
    chart.getStyler().setAvailableSpaceFill(0.72);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("#,##0.###");
    for (CaseResult entry : entries) {
      List<@Nullable Double> values = new ArrayList<>();
      for (Group group : known) {
        Double value = group.value.apply(entry);
        values.add(value == null ? null : scale.in(value));
      }
      CategorySeries series =
          chart.addSeries(data.label(entry), known.stream().map(Group::name).toList(), values);
      series.setFillColor(theme.modelColour(entry.model()));
    }
    double highest =
        data.all().stream()
            .flatMap(entry -> known.stream().map(group -> group.value.apply(entry)))
            .filter(Objects::nonNull)
            .mapToDouble(scale::in)
            .max()
            .orElse(0);
    if (highest > 0) {
      chart.getStyler().setYAxisMax(highest * 1.08);
    }
    return chart;
  }
}
