package io.lanemark.process.launch;

import java.nio.charset.Charset;

/// Texts on command lines and in environments, which a JVM passes in the encoding of its locale. It
/// replaces the characters that this encoding does not have, without a word.
public final class PassedText {
  /// What this JVM uses. With the locale C that is ASCII.
  static final Charset CHARSET = Charset.forName(System.getProperty("sun.jnu.encoding"));

  private PassedText() {}

  /// Refuses a text that would arrive as another one.
  ///
  /// @param what the text, in words
  /// @param text the text
  /// @throws IllegalArgumentException names the text, and what to do
  public static void check(String what, String text) {
    if (!CHARSET.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "%s has characters that this JVM cannot pass to another one, because the encoding of its locale is %s: start this program with LC_ALL=C.UTF-8"
              .formatted(what, CHARSET));
    }
  }
}
