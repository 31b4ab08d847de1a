package io.lanemark.cli;

import java.util.Map;
import java.util.stream.Stream;

/// The locale of the JVMs that a test starts. Each test gets one of three, chosen by its name: the
/// decimal separator, and even the digits, differ.
enum TestLocale {
  AMERICAN("en", "US"),
  GERMAN("de", "DE"),
  EGYPTIAN("ar", "EG");

  private static final String VARIABLE = "JAVA_TOOL_OPTIONS";
  private static final String PROPERTY = "-Duser.language=";
  private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";
  private static final String NOTICE = "Picked up " + VARIABLE + ": ";

  private final String options;

  TestLocale(String language, String country) {
    this.options = PROPERTY + language + " -Duser.country=" + country;
  }

  /// The locale of the test that calls.
  static TestLocale ofCaller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> frame.getClassName().endsWith("IT"))
                    .reduce((_, outer) -> outer)
                    .map(StackWalker.StackFrame::getMethodName)
                    .map(TestLocale::of)
                    .orElse(AMERICAN));
  }

  private static TestLocale of(String test) {
    return values()[Math.floorMod(test.hashCode(), values().length)];
  }

  /// Sets it for a program and for the JVMs below it, unless the build runs in a chosen locale.
  /// They have only the first compiler, because most of them end before the second one would be of
  /// use.
  void setIn(Map<String, String> environment) {
    String inherited = environment.getOrDefault(VARIABLE, "");
    if (!inherited.contains(FIRST_COMPILER_ONLY)) {
      String locale = inherited.contains(PROPERTY) ? "" : options;
      environment.put(VARIABLE, String.join(" ", inherited, FIRST_COMPILER_ONLY, locale).strip());
    }
  }

  /// What a program printed, without the lines with which JVMs tell that they have these options.
  static String withoutNotices(String errors) {
    return errors
        .lines()
        .filter(line -> !line.startsWith(NOTICE))
        .flatMap(line -> Stream.of(line, "\n"))
        .reduce("", String::concat);
  }
}
