package io.lanemark.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.results.BadResultsException;
import io.lanemark.results.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  private static final long MOST_BYTES = 1_500_000;

  @TempDir private Path temporary;

  @Test
  void isTheSameForTheSameResults() throws IOException {
    Path results = new SyntheticRun().write(temporary.resolve("results"));
    Path output = temporary.resolve("new/site");

    Path page = HtmlReport.write(List.of(results), output);
    String first = Files.readString(page);
    Path again = HtmlReport.write(List.of(results), output);

    assertThat(page).isEqualTo(output.resolve("index.html"));
    assertThat(Files.readString(again)).isEqualTo(first);
    assertThat(Files.size(page)).isLessThan(MOST_BYTES);
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files).containsExactly(page);
    }
    assertThat(first)
        .doesNotContain("<script")
        .doesNotContain("<img src=x")
        .contains("No difference shown: virtual gives")
        .contains("gives 1.29 × the throughput of platform (99 % interval 1.19 to 1.40)")
        .contains("Too few forks: platform has 3 and virtual 2; a comparison needs 3 of each")
        .contains("a worker died: pid 4711, exit code 137 &lt;script&gt;")
        .contains("1000 worker processes do not fit into &lt;b&gt;memory")
        .contains("12 of 16 workers: half of the available memory holds no more")
        .contains("2 of 41 trials did not pass every check");
  }

  @Test
  void linksToVerdictsThatAreThere() throws IOException {
    Path results = new SyntheticRun().endingAfter(0).write(temporary.resolve("results"));
    Path output = Files.createDirectory(temporary.resolve("site"));
    String link = "<a href=\"comparison.html\">";

    assertThat(Files.readString(HtmlReport.write(List.of(results), output))).doesNotContain(link);
    Files.writeString(output.resolve("comparison.html"), "verdicts");
    assertThat(Files.readString(HtmlReport.write(List.of(results), output))).contains(link);
  }

  @Test
  void showsPythonButNeverInAContest() throws IOException {
    String alone = page(new SyntheticRun().write(temporary.resolve("alone")));
    String python = page(new SyntheticRun().withPython().write(temporary.resolve("python")));

    assertThat(alone).doesNotContain("Python");
    assertThat(python)
        .contains("Compared with Python</h3>", "CPython 3.11.7, with a lock. The same work")
        .containsPattern(
            "Python: processes give 1\\.\\d+ × its serial \\(99 % interval [^)]+\\), threads give"
                + " 0\\.\\d+ × its serial")
        .containsPattern("JVM: processes give 1\\.\\d+ × its serial");
    assertThat(matrixOf(python)).isEqualTo(matrixOf(alone));
  }

  @Test
  void saysThatThereIsNoPython() throws IOException {
    Path absent = new SyntheticRun().forks(1).withoutPython().write(temporary.resolve("absent"));

    assertThat(page(absent)).contains("Python was not run: no python3. JVM: processes give");
  }

  private String page(Path results) throws IOException {
    return Files.readString(HtmlReport.write(List.of(results), temporary.resolve("page")));
  }

  private static String matrixOf(String page) {
    int start = page.indexOf("<table class=\"matrix\"");
    return page.substring(start, page.indexOf("</table>", start));
  }

  @Test
  void tellsOfRunsThatWereKilledOrTellLittle() throws IOException {
    Path killed =
        new SyntheticRun().id("killed-run").endingAfter(3).write(temporary.resolve("killed"));
    Path empty = new SyntheticRun().id("empty-run").endingAfter(0).write(temporary.resolve("no"));
    Path poor =
        new SyntheticRun()
            .id("poor-run")
            .withoutProportionalMemory()
            .endingAfter(8)
            .write(temporary.resolve("poor"));

    String page = Files.readString(HtmlReport.write(List.of(killed, empty, poor), temporary));

    assertThat(page)
        .contains("href=\"#run-1\"", "href=\"#run-2\"", "href=\"#run-3\"")
        .contains("id=\"run-1\"", "id=\"run-2\"", "id=\"run-3\"")
        .contains("Run <bdi>killed-run<", "Run <bdi>empty-run<", "Run <bdi>poor-run<")
        .contains("42 planned trials of 45 have no result")
        .contains("not finished")
        .contains("No trial of this run has a score.")
        .contains("<td class=\"number\">n/a</td>");
  }

  @Test
  void saysWhereTheBackendDecides() throws IOException {
    Path results = new SyntheticRun().withCeiling().write(temporary.resolve("results"));

    String page = Files.readString(HtmlReport.write(List.of(results), temporary));

    assertThat(page)
        .contains(">Backends alone<")
        .containsPattern("read-files</th><td class=\"number\">64</td><td class=\"number\">10,[23]")
        .contains("a comparison needs 3 of each; backend-limited: platform")
        .containsPattern("share of what the backend gives alone<.*9[67]\\.\\d %");
  }

  @Test
  void saysWhatTheMemoryBudgetWasAndHowWWasFound() throws IOException {
    Path results = new SyntheticRun().withMemoryBudget().write(temporary.resolve("results"));

    String page = Files.readString(HtmlReport.write(List.of(results), temporary));

    assertThat(page)
        .contains("equal memory: each model at its best W within 750 MiB of PSS; profile quick")
        .contains(">Search for W<")
        .containsPattern("<td class=\"number\">12</td>.*>651 MiB</td>.*>chosen<")
        .contains("beyond the memory budget in 3 of 3 forks")
        .contains("Memory of the process tree within the budget, at the end of every window")
        .contains("41 of 45 trials with a score");
  }

  @Test
  void comparesVariantsAsItDoesModels() throws IOException {
    Path results =
        new SyntheticRun().variants("ParallelGC", "-Xmx64m").write(temporary.resolve("run"));

    String page = Files.readString(HtmlReport.write(List.of(results), temporary));

    assertThat(page)
        .contains(
            "platform (-Xmx64m)",
            "read-files: throughput, K &#x3D; 16, ParallelGC",
            "<span class=\"variant\">default</span>",
            "<th scope=\"row\">variant -Xmx64m</th><td class=\"text\">Java 25 with -Xmx64m</td>");
  }

  @Test
  void leavesAnOldReportAloneWhereTheResultsAreBad() throws IOException {
    Path old = Files.writeString(temporary.resolve("index.html"), "old");

    assertThatThrownBy(() -> HtmlReport.write(List.of(temporary.resolve("none")), temporary))
        .isInstanceOf(BadResultsException.class);

    assertThat(old).hasContent("old");
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path results = new SyntheticRun().endingAfter(0).write(temporary.resolve("results"));
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThatThrownBy(() -> HtmlReport.write(List.of(results), file))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> HtmlReport.write(List.of(), temporary))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
