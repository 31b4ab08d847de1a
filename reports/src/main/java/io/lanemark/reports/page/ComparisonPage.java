package io.lanemark.reports.page;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStachePath;
import io.lanemark.guard.export.VerdictTable;
import io.lanemark.guard.export.VerdictText;
import io.lanemark.guard.regression.Comparison;

/// The page with the verdicts of one comparison.
public final class ComparisonPage {

  /// Name of its file, next to the report.
  public static final String FILE_NAME = "comparison.html";

  private ComparisonPage() {}

  /// Renders a page. Every text in it is escaped by the template engine.
  ///
  /// @param base name of the base
  /// @param candidate name of the candidate
  /// @param comparison the verdicts
  /// @return the text of an HTML file
  public static String of(String base, String candidate, Comparison comparison) {
    return VerdictsRenderer.of()
        .execute(
            new Verdicts(
                base,
                candidate,
                VerdictText.headline(comparison),
                VerdictText.rules(comparison),
                VerdictTable.of(comparison)));
  }

  /// The content of the template.
  ///
  /// @param base name of the base
  /// @param candidate name of the candidate
  /// @param headline the answer in a few words
  /// @param rules the settings of the comparison
  /// @param table every verdict
  @JStache(path = "comparison.html")
  @JStachePath(prefix = "io/lanemark/reports/page/")
  record Verdicts(
      String base, String candidate, String headline, String rules, VerdictTable table) {

    /// Whether there are remarks on the whole comparison.
    boolean anyRemark() {
      return !table.remarks().isEmpty();
    }

    /// Whether some cases are only in the base.
    boolean anyGone() {
      return !table.gone().isEmpty();
    }
  }
}
