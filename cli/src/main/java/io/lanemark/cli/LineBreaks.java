package io.lanemark.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Breaks the lines of help that picocli would break anywhere, or not at all.
///
/// @param width longest line
/// @param mark what stands before a break
/// @param indent what stands after a break
record LineBreaks(int width, String mark, String indent) {

  /// Breaks for examples that are to be pasted: a shell needs a backslash before a break.
  static LineBreaks ofExamples(int width) {
    return new LineBreaks(width, " \\", "      ");
  }

  /// Breaks for what follows `Usage:`.
  ///
  /// @param heading what stands before the first line
  static LineBreaks ofSynopsis(int width, String heading) {
    return new LineBreaks(width - heading.length(), "", " ".repeat(heading.length() + 2));
  }

  /// A word, which may have blanks in quotes, or a comment, which ends the line.
  private static final Pattern WORD =
      Pattern.compile("\\s*(?:#.*|(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+)");

  /// Breaks long lines between words.
  ///
  /// @param lines in order
  String[] fitted(String... lines) {
    return Arrays.stream(lines).flatMap(line -> fitted(line).stream()).toArray(String[]::new);
  }

  private List<String> fitted(String line) {
    List<String> broken = new ArrayList<>();
    StringBuilder filling = new StringBuilder();
    for (String word : WORD.matcher(line).results().map(MatchResult::group).toList()) {
      boolean fits = filling.length() + word.length() + mark.length() <= width;
      if (line.length() > width && !fits && !filling.isEmpty()) {
        broken.add(filling + mark);
        filling.setLength(0);
        filling.append(indent).append(word.strip());
      } else {
        filling.append(word);
      }
    }
    broken.add(filling.toString());
    return broken;
  }
}
