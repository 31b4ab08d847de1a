package io.lanemark.reports.page;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStachePath;
import io.lanemark.guard.export.VerdictTable;
import io.lanemark.guard.export.VerdictText;
import io.lanemark.guard.regression.Comparison;

/// A page about the verdicts of one comparison.
public final class ComparisonPage {

  /// Name of its file, beside the report.
  public static final String FILE_NAME = "comparison.html";

  private ComparisonPage() {}

  /// Renders a page. Every text in it is escaped by the template engine.
  ///
  /// @param base what the base is called
  /// @param candidate what the candidate is called
  /// @param comparison what is said
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

  /// What the template is filled with.
  ///
  /// @param base what the base is called
  /// @param candidate what the candidate is called
  /// @param headline the answer in a few words
  /// @param rules what it goes by
  /// @param table every verdict
  @JStache(path = "comparison.html")
  @JStachePath(prefix = "io/lanemark/reports/page/")
  record Verdicts(
      String base, String candidate, String headline, String rules, VerdictTable table) {

    /// Whether there is something to say of all of it.
    boolean anyRemark() {
      return !table.remarks().isEmpty();
    }

    /// Whether the base has what the candidate has not.
    boolean anyGone() {
      return !table.gone().isEmpty();
    }
  }
}
