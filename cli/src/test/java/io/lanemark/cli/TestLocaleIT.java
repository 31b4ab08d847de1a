package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The programs that tests start do run in the locale of the test, and so do their children.
class TestLocaleIT {

  /// Prints the locale of its JVM.
  static final class Printing {
    private Printing() {}

    public static void main(String[] arguments) {
      System.out.print(Locale.getDefault().toLanguageTag());
    }
  }

  private static String printed() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Launched launched =
        Launched.command(
            "sh",
            "-c",
            "\"$0\" \"$@\"",
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Printing.class.getName());
    assertThat(launched.err()).isEmpty();
    return launched.out();
  }

  /// The names of these tests choose the locales.
  private static void assertRunsIn(String languageTag) throws Exception {
    boolean isChosenForTheBuild =
        System.getenv().getOrDefault("JAVA_TOOL_OPTIONS", "").contains("-Duser.language=");
    assertThat(printed())
        .isEqualTo(isChosenForTheBuild ? Locale.getDefault().toLanguageTag() : languageTag);
  }

  @Test
  void hasADecimalPoint() throws Exception {
    assertRunsIn("en-US");
  }

  @Test
  void hasADecimalComma() throws Exception {
    assertRunsIn("de-DE");
  }

  @Test
  void writesArabicDigits() throws Exception {
    assertRunsIn("ar-EG");
  }
}
