package io.lanemark.guard.ab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JarTrialsTest {

  /// As JMH writes it.
  private static String progress(Locale locale, String days) {
    return String.format(
        locale,
        "# Fork: N/A%n%n# Run progress: %.2f%% complete, ETA %s%02d:%02d:%02d%n# Fork: 1 of 1%n",
        0.0,
        days,
        1,
        2,
        30);
  }

  @Test
  void theEstimateIsReadInEveryLocale() {
    Duration expected = Duration.ofHours(1).plusMinutes(2).plusSeconds(30);

    assertThat(progress(Locale.forLanguageTag("de-DE"), "")).contains("0,00% complete");
    assertThat(progress(Locale.forLanguageTag("ar-EG"), "")).contains("ETA ٠١:٠٢:٣٠");
    assertThat(Stream.of(Locale.getAvailableLocales()))
        .allSatisfy(
            locale ->
                assertThat(JarTrials.estimate(progress(locale, "")))
                    .as("%s", locale)
                    .contains(expected));
    assertThat(JarTrials.estimate(progress(Locale.GERMANY, "3+"))).contains(expected.plusDays(3));
  }

  @Test
  void theFirstEstimateCounts() {
    String text = progress(Locale.ROOT, "") + "# Run progress: 50.00% complete, ETA 00:00:09\n";

    assertThat(JarTrials.estimate(text)).contains(Duration.ofSeconds(3750));
    assertThat(JarTrials.estimate("# Warmup: 1 iterations\n")).isEmpty();
  }
}
