package io.lanemark.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.export.TerminalHistory;
import io.lanemark.guard.history.CaseHistory;
import io.lanemark.guard.history.History;
import io.lanemark.guard.history.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryPageTest {

  private static final History HISTORY =
      new History(
          List.of(
              Runs.on(1, 10, 10.1, 10.2),
              Runs.on(2, 10.3),
              Runs.on(3, 10, 1_000),
              Runs.on(4, "<another>", "us/op", 9, 9.1),
              Runs.on(5, "<another>", "us/op", 12, 12)),
          List.of("line 7 is not a complete run"));

  private static final List<CaseHistory> CASES = HISTORY.cases(_ -> true);

  @Test
  void drawsEveryCaseAndNamesEveryRun() {
    String page = HistoryPage.of(HISTORY, CASES);

    assertThat(page)
        .contains("1 number of cases in 5 runs.", "Skipped: line 7 is not a complete run")
        .contains("Parser.parse <span class=\"quiet\">size&#x3D;10 avgt</span>")
        .contains("12.0 µs/op", "+32.6 %")
        .contains("Less is better.", "Dashed: another machine or Java from there on.")
        .contains("2026-01-04T00:00:00Z", "<code>abc3</code>")
        .contains("&lt;another&gt; <span class=\"badge\">changed</span>")
        .doesNotContain("<another>");
    assertThat(page.split("data:image/png", -1)).hasSize(3);
  }

  @Test
  void theSameHistoryGivesTheSameBytes() {
    assertThat(HistoryPage.of(HISTORY, CASES)).isEqualTo(HistoryPage.of(HISTORY, CASES));
  }

  @Test
  void drawsASinglePoint() {
    History one = new History(List.of(Runs.on(1, 10)), List.of());

    assertThat(HistoryPage.of(one, one.cases(_ -> true)))
        .contains("1 points, from 10.000 to 10.000 µs/op; the latest, run 1, 10.0 µs/op.");
  }

  @Test
  void theTableOfTextSaysTheSame() {
    assertThat(TerminalHistory.of(HISTORY, CASES))
        .isEqualTo(
            """
                Latest     Cost  Runs  Benchmark
            12.0 µs/op  +32.6 %     5  Parser.parse size=10 avgt
            1 number in 5 runs. Cost: the latest against the median of the earlier ones on the \
            same machine and Java; this is not a verdict.
            """);
  }
}
