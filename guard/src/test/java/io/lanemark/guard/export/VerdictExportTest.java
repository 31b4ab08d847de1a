package io.lanemark.guard.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.regression.Comparison;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerdictExportTest {

  private final Comparison comparison = SampleComparison.of(2);

  @Test
  void theTerminalShowsRegressionsFirstAndCountsWhatIsTheSame() {
    String text = TerminalVerdicts.of(comparison, false, false);

    assertThat(text.lines().toList().getFirst())
        .startsWith("REGRESSED")
        .containsPattern("\\+2\\d\\.\\d %  1\\.\\d+ → 1\\.\\d+ µs/op  ");
    assertThat(text)
        .contains("NO BASELINE", "INFRASTRUCTURE", "(candidate: fork 6 died)")
        .contains("only in the base: Gone.m avgt\n")
        .endsWith(
            "2 regressed, 1 infrastructure, 1 improved, 1 no baseline, 10 same; 1 only in the"
                + " base\n")
        .doesNotContain("\u001b", "SAME");
    assertThat(TerminalVerdicts.of(comparison, true, false)).contains("SAME ");
    assertThat(TerminalVerdicts.of(comparison, false, true)).contains("\u001b[31mREGRESSED");
  }

  @Test
  void jsonHasAllNumbers() {
    JsonNode json = new JsonMapper().readTree(JsonVerdicts.of(comparison));

    assertThat(json.path("verdicts").size()).isEqualTo(15);
    assertThat(json.path("counts").path("REGRESSED").asInt()).isEqualTo(2);
    assertThat(json.path("onlyInBase").get(0).path("benchmark").asString())
        .isEqualTo("org.example.Gone.m");
    JsonNode slow = json.path("verdicts").get(0);
    assertThat(slow.path("key").path("benchmark").asString())
        .isEqualTo(SampleComparison.HOSTILE + "0");
    assertThat(slow.path("verdict").asString()).isEqualTo("REGRESSED");
    assertThat(slow.path("margin").asDouble()).isEqualTo(0.03);
    JsonNode change = slow.path("change");
    assertThat(change.path("unit").asString()).isEqualTo("ns/op");
    assertThat(change.path("candidate").asDouble()).isBetween(1_200.0, 1_300.0);
    assertThat(change.path("ratioLow").asDouble()).isBetween(1.1, change.path("ratio").asDouble());
  }

  @Test
  void junitTellsFailuresFromErrorsAndWhatWasSkipped() throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(JUnitVerdicts.of(comparison, false))))
            .getDocumentElement();

    assertThat(suite.getAttribute("tests")).isEqualTo("15");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(2);
    assertThat(((Element) suite.getElementsByTagName("failure").item(0)).getAttribute("message"))
        .startsWith("REGRESSED: 2")
        .contains("% slower (99 % interval +", "5 and 5 forks");
  }

  @Test
  void markdownKeepsItsTable() {
    String text = MarkdownVerdicts.of(comparison);

    assertThat(text)
        .startsWith("### 2 regressions\n")
        .contains("Margin 3 %, false discovery rate 5 %.")
        .contains("| **REGRESSED** | `A<b>'\\|,:%& .slow0` avgt | +2");
    assertThat(text.lines().filter(line -> line.startsWith("|")))
        .hasSize(7)
        .allMatch(line -> line.replace("\\|", "").chars().filter(each -> each == '|').count() == 7);
  }

  @Test
  void annotationsAreEscapedAndNeverMoreThanTen() {
    assertThat(AnnotationVerdicts.of(comparison).lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("::error title=REGRESSED%3A A<b>`|%2C%3A%25&"))
        .anyMatch(line -> line.startsWith("::warning title=INFRASTRUCTURE%3A Broken.m avgt::"));
    assertThat(AnnotationVerdicts.of(SampleComparison.of(12)).lines())
        .hasSize(11)
        .contains("::error title=lanemark::3 more");
  }

  @Test
  void remarksAndAcceptedChangesAreInEveryOutput() throws Exception {
    Comparison remarked = SampleComparison.remarked();

    assertThat(TerminalVerdicts.of(remarked, false, false))
        .startsWith("ACCEPTED")
        .contains("(accepted until <b>)\n")
        .endsWith("expired: accepted no longer\nwarning: not side by side <b>\n1 accepted\n");
    assertThat(MarkdownVerdicts.of(remarked))
        .startsWith("### 1 accepted change expired\n")
        .contains("\n- **warning**: not side by side &lt;b>\n", "| ACCEPTED |");
    assertThat(AnnotationVerdicts.of(remarked).lines())
        .hasSize(3)
        .anyMatch(line -> line.equals("::error title=expired::accepted no longer"))
        .anyMatch(line -> line.startsWith("::warning title=warning::not side by side"))
        .anyMatch(line -> line.startsWith("::notice title=ACCEPTED%3A "));
    JsonNode json = new JsonMapper().readTree(JsonVerdicts.of(remarked));
    assertThat(json.path("counts").path("ACCEPTED").asInt()).isEqualTo(1);
    assertThat(json.path("remarks").get(1).path("kind").asString()).isEqualTo("EXPIRED");
    assertThat(JUnitVerdicts.of(remarked, false))
        .contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"2\"")
        .contains("<failure message=\"accepted no longer\"/>", "<skipped message=\"ACCEPTED: ");
  }

  @Test
  void theSameComparisonGivesTheSameBytes() {
    Comparison again = SampleComparison.of(2);

    assertThat(JsonVerdicts.of(again)).isEqualTo(JsonVerdicts.of(comparison));
    assertThat(JUnitVerdicts.of(again, true)).isEqualTo(JUnitVerdicts.of(comparison, true));
  }
}
