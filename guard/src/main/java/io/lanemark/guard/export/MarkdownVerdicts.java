package io.lanemark.guard.export;

import io.lanemark.guard.export.VerdictTable.Row;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Verdict.Kind;
import java.util.List;
import java.util.Locale;

/// Verdicts as Markdown, for a comment on a pull request or the summary of a job.
public final class MarkdownVerdicts {

  /// A comment on GitHub may have at most 65,536 characters.
  private static final int MOST_ROWS = 100;

  private MarkdownVerdicts() {}

  /// Renders a comparison.
  ///
  /// @param comparison the verdicts
  /// @return Markdown as GitHub reads it; at most 100 cases are listed, the most important first
  public static String of(Comparison comparison) {
    VerdictTable table = VerdictTable.of(comparison);
    StringBuilder text = new StringBuilder();
    text.append("### ").append(VerdictText.headline(comparison)).append("\n\n");
    text.append(table.summary()).append(". ").append(VerdictText.rules(comparison)).append('\n');
    if (!table.remarks().isEmpty()) {
      text.append('\n');
      table
          .remarks()
          .forEach(
              remark ->
                  text.append(
                      "- **%s**: %s\n".formatted(remark.meaning(), escaped(remark.text()))));
    }
    List<Row> rows = table.notable();
    if (!rows.isEmpty()) {
      text.append("\n| Verdict | Benchmark | Cost | 99 % interval | Values | |\n");
      text.append("|---|---|--:|---|---|---|\n");
      rows.stream().limit(MOST_ROWS).forEach(row -> append(text, row));
    }
    if (rows.size() > MOST_ROWS) {
      text.append(String.format(Locale.ROOT, "\nand %d more.\n", rows.size() - MOST_ROWS));
    }
    if (!table.gone().isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "\n<details><summary>Only in the base: %d</summary>\n\n",
              table.gone().size()));
      table.gone().stream()
          .limit(MOST_ROWS)
          .forEach(name -> text.append("- ").append(code(name)).append('\n'));
      text.append("\n</details>\n");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Row row) {
    text.append(
        "| %s | %s %s | %s | %s | %s | %s |\n"
            .formatted(
                row.kind() == Kind.REGRESSED ? "**REGRESSED**" : row.answer(),
                code(row.benchmark()),
                escaped(row.details()),
                row.change(),
                row.interval(),
                row.values(),
                escaped(row.reason())));
  }

  /// Code in Markdown: backticks in it would end it, and a bar would end the cell.
  private static String code(String text) {
    return "`" + text.replace('`', '\'').replace("|", "\\|").replaceAll("\\p{Cntrl}", " ") + "`";
  }

  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|~@#])", "\\\\$1");
  }
}
