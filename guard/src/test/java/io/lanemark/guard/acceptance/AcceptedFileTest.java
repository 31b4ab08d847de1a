package io.lanemark.guard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.results.BadResultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedFileTest {

  private static final String ENTRY =
      """
      {"case": "Parser.parse size=10", "reason": "reads twice", "range": "+5%..+15%",
       "commit": "abc1234", "expires": "2027-03-01"}\
      """;

  @TempDir Path folder;

  @Test
  void readsEntries() throws IOException {
    AcceptedChange change = read("[" + ENTRY + "]").getFirst();

    assertThat(change.name()).isEqualTo("Parser.parse size=10");
    assertThat(change.range()).isEqualTo(new ChangeRange(5, 15));
    assertThat(change.expires()).isEqualTo(LocalDate.of(2027, 3, 1));
    assertThat(change.text()).isEqualTo("until 2027-03-01 at commit abc1234: reads twice");
    assertThat(read("[]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+5%..+15%, 5, 15",
    "+5 % .. +15 %, 5, 15",
    "−2.5%..3%, -2.5, 3",
    "-2.5%..0.125%, -2.5, 0.125",
    "+10%..+10%, 10, 10"
  })
  void readsRanges(String text, double least, double most) {
    assertThat(ChangeRange.parse(text)).isEqualTo(new ChangeRange(least, most));
    assertThat(ChangeRange.parse(ChangeRange.parse(text).text()))
        .isEqualTo(new ChangeRange(least, most));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `"case": "Parser.parse size=10", ` | ``                   | 'case' must be a case as tables print it, such as "Parser.parse size=10": it is missing
          "reads twice"      | ""                   | 'reason' must be one line on why it is accepted: ""
          "reads twice"      | "a\\nb"              | 'reason' must be one line
          "reads twice"      | 7                    | 'reason' must be one line on why it is accepted: 7
          `, "range": "+5%..+15%"` | ``             | 'range' must be the expected change, such as "+5%..+15%": it is missing
          +5%..+15%          | 15%                  | a range must be like +5%..+15%: '15%'
          +5%..+15%          | +15%..+5%            | a range must go from a smaller to a larger change, and end above 0: +15%..+5%
          +5%..+15%          | -15%..-5%            | a range must go from a smaller to a larger change, and end above 0: -15%..-5%
          "abc1234"          | null                 | 'commit' must be the commit that brought the change: null
          2027-03-01         | 2027-02-30           | 'expires' must be the last day, such as "2027-03-01": '2027-02-30'
          2027-03-01         | soon                 | 'expires' must be the last day, such as "2027-03-01": 'soon'
          "expires"          | "expire"             | unknown field 'expire'; expected one of: case, reason, range, commit, expires
          """)
  void refusesAnEntryThatWillNotDo(String what, String instead, String expected) {
    String second = ENTRY.replace(what, instead);
    assertThat(second).isNotEqualTo(ENTRY);

    assertThatThrownBy(() -> read("[" + ENTRY + ", " + second + "]"))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("accepted.json: entry 2: " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"case": "a"}        | expected a JSON array of accepted changes, each with case, reason,
          ``                   | expected a JSON array
          [7]                  | entry 1: expected an object with case, reason,
          [{"case": "a"        | not valid JSON: line 1: Unexpected end-of-input
          [] []                | not valid JSON: line 1: Trailing token
          [{"case":"a","case":"b"}] | not valid JSON: line 1: Duplicate
          """)
  void refusesWhatIsNoListOfEntries(String text, String expected) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("accepted.json: " + expected);
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> AcceptedFile.read(folder.resolve("none.json")))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("no such file");
  }

  private List<AcceptedChange> read(String text) throws IOException {
    return AcceptedFile.read(Files.writeString(folder.resolve("accepted.json"), text));
  }
}
