package io.lanemark.guard.export;

import io.lanemark.guard.export.VerdictTable.Row;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Verdict.Kind;
import java.util.List;
import java.util.function.Function;

/// Verdicts as a table of text.
public final class TerminalVerdicts {

  private static final String RESET = "\u001b[0m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String GAP = "  ";

  private TerminalVerdicts() {}

  /// Renders a comparison, the most important first, with a summary as the last line.
  ///
  /// @param comparison the verdicts
  /// @param all whether cases that are the same are listed, and not only counted
  /// @param colour whether the terminal shows colours
  /// @return lines, each with its end
  public static String of(Comparison comparison, boolean all, boolean colour) {
    VerdictTable table = VerdictTable.of(comparison);
    List<Row> rows = all ? table.rows() : table.notable();
    int answers = width(rows, Row::answer);
    int changes = width(rows, Row::change);
    int values = width(rows, Row::values);
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(coloured(pad(row.answer(), answers), row.kind(), colour))
          .append(GAP)
          .append(" ".repeat(changes - row.change().length()))
          .append(row.change())
          .append(GAP)
          .append(pad(row.values(), values))
          .append(GAP)
          .append(plain(row.benchmark()))
          .append(' ')
          .append(plain(row.details()))
          .append(row.reason().isEmpty() ? "" : GAP + "(" + plain(row.reason()) + ")")
          .append('\n');
    }
    table
        .gone()
        .forEach(name -> text.append("only in the base: ").append(plain(name)).append('\n'));
    table.remarks().forEach(remark -> text.append(remark.line()).append('\n'));
    return text.append(table.summary()).append('\n').toString();
  }

  /// The name of a benchmark must not control the terminal.
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static int width(List<Row> rows, Function<Row, String> cell) {
    return rows.stream().map(cell).mapToInt(String::length).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String coloured(String text, Kind kind, boolean colour) {
    String code =
        switch (kind) {
          case REGRESSED -> RED;
          case IMPROVED -> GREEN;
          case INFRASTRUCTURE, INCONCLUSIVE, ACCEPTED -> YELLOW;
          case NO_BASELINE, SAME -> "";
        };
    return colour && !code.isEmpty() ? code + text + RESET : text;
  }
}
