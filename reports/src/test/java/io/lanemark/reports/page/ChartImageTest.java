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

  /// In pixels.
  private static final int WIDE_GAP = 30;

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
  void namesEachModelOnceBelowTheThroughput() throws IOException {
    List<Contest> contests =
        RunReader.read(new SyntheticRun().write(temporary.resolve("run"))).contests();

    assertThat(labels(contests.getFirst())).isEqualTo(4);
    assertThat(labels(contests.getLast())).isEqualTo(2);
  }

  private static int labels(Contest contest) throws IOException {
    ChartFonts fonts = ChartFonts.get();
    Figure throughput = Figure.of(contest).getFirst();
    byte[] png =
        ChartImage.png(throughput.draw(new ChartTheme(false, fonts.plain(), fonts.bold())));
    return words(ImageIO.read(new ByteArrayInputStream(png)));
  }

  /// How many labels, with gaps wider than a letter between them, the lowest line of text has.
  private static int words(BufferedImage image) {
    int background = image.getRGB(0, image.getHeight() - 1);
    int words = 0;
    int gap = WIDE_GAP;
    for (int x = 0; x < image.getWidth(); x++) {
      boolean blank = true;
      for (int y = image.getHeight() * 94 / 100; y < image.getHeight(); y++) {
        blank &= image.getRGB(x, y) == background;
      }
      if (!blank && gap >= WIDE_GAP) {
        words++;
      }
      gap = blank ? gap + 1 : 0;
    }
    return words;
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
