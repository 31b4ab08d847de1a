package io.lanemark.reports.page;

import io.lanemark.guard.history.CaseHistory;
import io.lanemark.guard.history.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One HTML file with the scores of cases over time. It needs no other file and no network.
public final class HistoryReport {

  private static final String FILE_NAME = "history.html";

  private HistoryReport() {}

  /// Writes the page. The same history gives the same bytes.
  ///
  /// @param history all runs
  /// @param cases the cases to show
  /// @param outputDirectory folder for `history.html`; created if missing
  /// @return the file written
  /// @throws IOException if the page cannot be written, or the fonts of its charts cannot be
  ///   unpacked into the temporary folder
  public static Path write(History history, List<CaseHistory> cases, Path outputDirectory)
      throws IOException {
    return new PageFile(outputDirectory, FILE_NAME).write(() -> HistoryPage.of(history, cases));
  }
}
