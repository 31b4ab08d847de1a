package io.lanemark.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.decision.Contest;
import io.lanemark.decision.RunReader;
import io.lanemark.reports.chart.ChartTheme;
import io.lanemark.reports.chart.Figure;
import io.lanemark.reports.chart.Palette;
import io.lanemark.results.SyntheticRun;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartImageTest {

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void drawsEveryModelInItsColourWithoutADisplay(boolean dark) throws IOException {
    ChartFonts fonts = ChartFonts.get();
    Contest contest =
        RunReader.read(new SyntheticRun().write(temporary.resolve("run"))).contests().getFirst();
    List<Figure> figures = Figure.of(contest);

    assertThat(GraphicsEnvironment.isHeadless()).isTrue();
    assertThat(figures).hasSize(5);
    for (Figure figure : figures) {
      byte[] png = ChartImage.png(figure.draw(new ChartTheme(dark, fonts.plain(), fonts.bold())));
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(image.getWidth()).isEqualTo(2 * ChartTheme.WIDTH);
      assertThat(image.getHeight()).isEqualTo(2 * ChartTheme.HEIGHT);
      for (String model : List.of("serial", "process", "platform", "virtual")) {
        assertThat(pixels(image, Palette.of(model).colour(dark).getRGB()))
            .as("%s in %s", model, figure.title())
            .isGreaterThan(50);
      }
    }
  }

  @Test
  void leavesOutWhatTheSystemDoesNotTell() throws IOException {
    Contest contest =
        RunReader.read(
                new SyntheticRun().withoutProportionalMemory().write(temporary.resolve("run")))
            .contests()
            .getFirst();

    assertThat(Figure.of(contest))
        .extracting(Figure::title)
        .noneMatch(title -> title.contains("CPU"))
        .anyMatch(title -> title.contains("memory"));
    assertThat(Figure.of(contest))
        .filteredOn(figure -> figure.title().contains("memory"))
        .allMatch(
            figure ->
                figure.description().contains("RSS") && !figure.description().contains("PSS"));
  }

  private static long pixels(BufferedImage image, int colour) {
    long found = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == colour) {
          found++;
        }
      }
    }
    return found;
  }
}
