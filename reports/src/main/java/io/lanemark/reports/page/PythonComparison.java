package io.lanemark.reports.page;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Metric;
import io.lanemark.decision.Ratio;
import io.lanemark.decision.RunResults;
import io.lanemark.reports.finding.PeerComparison;
import io.lanemark.reports.finding.PeerComparison.Pair;
import io.lanemark.reports.finding.PeerComparison.Scaled;
import io.lanemark.results.Case;
import io.lanemark.results.Run.VariantDescription;
import io.lanemark.text.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Throughput of threads and processes in Python and on the JVM, each over `serial` of the same
/// runtime.
///
/// @param interpreter the version of Python, or why Python was not run
/// @param findings a line for each workload
/// @param rows a row for each workload and model
record PythonComparison(String interpreter, List<Finding> findings, List<Row> rows) {

  private static final Map<String, String> NAMES =
      Map.of("platform", "threads", "process", "processes");

  /// The finding for one workload.
  ///
  /// @param workload the workload
  /// @param sentence one sentence
  record Finding(String workload, String sentence) {}

  /// One model under one workload.
  ///
  /// @param workload the workload
  /// @param model the model
  /// @param setting K and W
  /// @param jvm on the JVM
  /// @param python on Python
  record Row(String workload, ModelLabel model, String setting, Cell jvm, Cell python) {}

  /// One model on one runtime.
  ///
  /// @param ratio over serial, with its interval, or why there is none
  /// @param detail throughput, and memory
  /// @param caveat why the number may be unreliable; may be empty
  record Cell(String ratio, String detail, String caveat) {}

  static PythonComparison of(RunResults results) {
    List<PeerComparison> comparisons = PeerComparison.of(results, Case.PYTHON);
    return new PythonComparison(
        results.run().scope().variants().stream()
            .filter(variant -> variant.name().equals(Case.PYTHON))
            .map(VariantDescription::description)
            .findFirst()
            .orElse("Python of an unknown version"),
        comparisons.stream()
            .map(each -> new Finding(each.workload().name(), sentence(each)))
            .toList(),
        comparisons.stream()
            .flatMap(each -> each.pairs().stream().map(pair -> row(each, pair)))
            .toList());
  }

  boolean any() {
    return !rows.isEmpty();
  }

  private static String sentence(PeerComparison comparison) {
    List<Scaled> python = comparison.pairs().stream().map(Pair::peer).toList();
    Optional<String> notRun =
        python.stream()
            .map(Scaled::entry)
            .filter(entry -> entry.measured().workers() == 0)
            .map(CaseResult::note)
            .findFirst();
    String ofPython =
        notRun.isPresent() ? "Python was not run: " + notRun.get() : "Python: " + gives(python);
    return "%s. JVM: %s."
        .formatted(
            ofPython,
            gives(
                comparison.pairs().stream()
                    .flatMap(pair -> Stream.ofNullable(pair.jvm()))
                    .toList()));
  }

  private static String gives(List<Scaled> models) {
    List<String> phrases = new ArrayList<>();
    for (Scaled each : models) {
      String name = NAMES.getOrDefault(each.entry().model(), each.entry().model());
      phrases.add(
          each.ratio()
              .map(ratio -> "%s give %s".formatted(name, timesSerial(ratio)))
              .orElse(name + " have no ratio"));
    }
    return phrases.isEmpty() ? "nothing planned" : String.join(", ", phrases);
  }

  private static String timesSerial(Ratio ratio) {
    return "%s × its serial (%s)"
        .formatted(
            PageText.ratio(ratio.estimate()),
            ratio.interval() == null
                ? "too few forks"
                : "99 % interval " + PageText.interval(ratio.interval()));
  }

  private static Row row(PeerComparison comparison, Pair pair) {
    Case measured = pair.peer().entry().measured();
    return new Row(
        comparison.workload().name(),
        ModelLabel.of(measured.model()),
        measured.workers() == 0
            ? "K = " + measured.inFlight()
            : String.format(Locale.ROOT, "K = %d, W = %d", measured.inFlight(), measured.workers()),
        cell(comparison, pair.jvm()),
        cell(comparison, pair.peer()));
  }

  private static Cell cell(PeerComparison comparison, @Nullable Scaled scaled) {
    if (scaled == null) {
      return new Cell("not planned", "", "");
    }
    CaseResult entry = scaled.entry();
    if (entry.measured().workers() == 0) {
      return new Cell("not run: " + entry.note(), "", "");
    }
    if (!entry.hasScores()) {
      return new Cell("no result", "", "");
    }
    return new Cell(
        scaled.ratio().map(ratio -> PageText.withInterval(ratio, "serial")).orElse(PageText.NONE),
        Stream.of(
                Optional.of(rate(entry)),
                Optional.ofNullable(scaled.serial())
                    .filter(CaseResult::hasScores)
                    .map(serial -> "serial " + rate(serial)),
                Optional.ofNullable(entry.median(Metric.PSS_BYTES))
                    .map(bytes -> "PSS " + Scale.ofBytes(DoubleStream.of(bytes)).text(bytes)))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" · ")),
        ThroughputMatrix.caveat(entry, comparison.isBackendLimited(entry), Optional.empty()));
  }

  private static String rate(CaseResult entry) {
    double median = entry.scores().median();
    return Scale.of("tasks/s", DoubleStream.of(median)).text(median);
  }
}
