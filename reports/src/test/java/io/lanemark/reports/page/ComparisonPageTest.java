package io.lanemark.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.export.SampleComparison;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {

  @Test
  void escapesWhatItShows() {
    String page = ComparisonPage.of("<base>", "candidate", SampleComparison.of(2));

    assertThat(page)
        .contains("<h1>2 regressions</h1>", "&lt;base&gt;", "A&lt;b&gt;", "Only in the base</h2>")
        .doesNotContain("<b>", "<script");
  }

  @Test
  void showsRemarksAndAcceptedChanges() {
    assertThat(ComparisonPage.of("a", "b", SampleComparison.remarked()))
        .contains("<span class=\"bad\">expired</span>: accepted no longer", "ACCEPTED")
        .doesNotContain("<b>");
  }

  @Test
  void theSameComparisonGivesTheSameBytes() {
    assertThat(ComparisonPage.of("a", "b", SampleComparison.of(2)))
        .isEqualTo(ComparisonPage.of("a", "b", SampleComparison.of(2)));
  }
}
