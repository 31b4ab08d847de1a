package io.lanemark.reports.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.reports.chart.Palette;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StyleSheetTest {

  @ParameterizedTest
  @EnumSource(Palette.class)
  void hasTheColoursOfTheCharts(Palette model) throws IOException {
    try (InputStream content = HtmlPage.class.getResourceAsStream("style.css")) {
      assertThat(content).isNotNull();
      assertThat(new String(content.readAllBytes(), UTF_8))
          .contains("--%s: %s;".formatted(model.styleName(), hex(model.colour(false))))
          .contains("--%s: %s;".formatted(model.styleName(), hex(model.colour(true))))
          .contains(".model.%s {".formatted(model.styleName()));
    }
  }

  private static String hex(Color colour) {
    return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff);
  }
}
