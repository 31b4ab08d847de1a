package io.lanemark.reports.page;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStachePath;
import io.lanemark.decision.RunResults;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The page about one or more runs, with a section for each. Numbers of different runs are never
/// compared, because the runs were not measured side by side.
final class HtmlPage {

  private HtmlPage() {}

  /// Renders a page. Every text in it is escaped by the template engine.
  ///
  /// @param results results of the runs, at least one
  /// @param compared whether there is a [ComparisonPage] in the same folder
  /// @return the text of an HTML file
  static String of(List<RunResults> results, boolean compared) {
    return ContentRenderer.of()
        .execute(
            new Content(
                IntStream.range(0, results.size())
                    .mapToObj(i -> RunSection.of(i + 1, results.get(i)))
                    .toList(),
                compared ? ComparisonPage.FILE_NAME : null));
  }

  /// The content of the template.
  ///
  /// @param runs a section for each run
  /// @param comparison address of a page of verdicts; null if there is none
  @JStache(path = "page.html")
  @JStachePath(prefix = "io/lanemark/reports/page/")
  record Content(List<RunSection> runs, @Nullable String comparison) {

    /// Whether the page needs a list of its sections.
    boolean several() {
      return runs.size() > 1;
    }
  }
}
