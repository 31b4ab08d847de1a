package io.lanemark.reports.page;

import io.lanemark.decision.RunReader;
import io.lanemark.decision.RunResults;
import io.lanemark.results.BadResultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One HTML file about one or more runs. It needs no other file and no network.
public final class HtmlReport {

  private static final String FILE_NAME = "index.html";

  private HtmlReport() {}

  /// Reads the results and writes the report. A reader sees the old file or the new one, never a
  /// part. The same results give the same bytes.
  ///
  /// @param resultsFolders folders that runs wrote, finished or not; at least one
  /// @param outputDirectory folder for `index.html`; created if missing. If it contains a page of
  ///   verdicts, the report links to it
  /// @return the file written
  /// @throws BadResultsException if results are missing, truncated or not as expected
  /// @throws IOException if the report cannot be written, or the fonts of its charts cannot be
  ///   unpacked into the temporary folder
  public static Path write(List<Path> resultsFolders, Path outputDirectory) throws IOException {
    if (resultsFolders.isEmpty()) {
      throw new IllegalArgumentException("a report needs at least one results folder");
    }
    List<RunResults> results = resultsFolders.stream().map(RunReader::read).toList();
    boolean compared = Files.exists(outputDirectory.resolve(ComparisonPage.FILE_NAME));
    return new PageFile(outputDirectory, FILE_NAME).write(() -> HtmlPage.of(results, compared));
  }
}
