package io.lanemark.benchmarks.backend;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Marks the answers that a process prints on standard output. A JVM with a log, a debugger and
/// native libraries print lines there too, so a line without the mark is not an answer.
///
/// @param text nothing else prints it
public record AnswerMark(String text) {

  /// Draws a mark for one process.
  ///
  /// @return a mark of its own
  public static AnswerMark draw() {
    return new AnswerMark(
        "lanemark-answer-%s:".formatted(Long.toHexString(ThreadLocalRandom.current().nextLong())));
  }

  /// The line of an answer.
  ///
  /// @param answer without line breaks
  /// @return the line to print
  String line(String answer) {
    return text + answer;
  }

  /// The answer in a line. Something else may have been printed before it, without a line break.
  ///
  /// @param line what a process printed
  /// @return empty if the line is not an answer
  public Optional<String> answerIn(String line) {
    int begin = line.indexOf(text);
    return begin < 0 ? Optional.empty() : Optional.of(line.substring(begin + text.length()));
  }
}
