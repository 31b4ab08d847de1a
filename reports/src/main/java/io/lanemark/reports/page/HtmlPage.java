package io.lanemark.reports.page;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStachePath;
import io.lanemark.decision.RunResults;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A page about some runs, each in a section of its own: numbers of different runs are never
/// compared, for they did not run side by side.
public final class HtmlPage {

  private HtmlPage() {}

  /// Renders a page. Every text in it is escaped by the template engine.
  ///
  /// @param results what the runs measured, at least one
  /// @param compared whether there is a [ComparisonPage] beside it
  /// @return the text of an HTML file
  public static String of(List<RunResults> results, boolean compared) {
    return ContentRenderer.of()
        .execute(
            new Content(
                IntStream.range(0, results.size())
                    .mapToObj(i -> RunSection.of(i + 1, results.get(i)))
                    .toList(),
                compared ? ComparisonPage.FILE_NAME : null));
  }

  /// What the template is filled with.
  ///
  /// @param runs a section for each run
  /// @param comparison address of a page of verdicts; null where there is none
  @JStache(path = "page.html")
  @JStachePath(prefix = "io/lanemark/reports/page/")
  record Content(List<RunSection> runs, @Nullable String comparison) {

    /// Whether the page needs a list of its sections.
    boolean several() {
      return runs.size() > 1;
    }
  }
}
