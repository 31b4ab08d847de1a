package io.lanemark.guard.ab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JmhJarTest {

  private static final String LISTING =
      """
      org.example.Lexer.lex
      org.example.Parser.parse
        param "file" = {small, large file}
        param "mode" = {strict, lax}
      org.example.Parser.parse
        param "file" = {small, large file}
        param "mode" = {strict, lax}
      org.example.Printer.print
        param "indent" = {}
      """;

  @Test
  void everyCombinationOfParametersIsASubjectOnce() {
    assertThat(JmhJar.parse(LISTING.lines().toList()))
        .extracting(Subject::text)
        .containsExactly(
            "org.example.Lexer.lex",
            "org.example.Parser.parse file=large file mode=lax",
            "org.example.Parser.parse file=large file mode=strict",
            "org.example.Parser.parse file=small mode=lax",
            "org.example.Parser.parse file=small mode=strict",
            "org.example.Printer.print indent=");
  }
}
