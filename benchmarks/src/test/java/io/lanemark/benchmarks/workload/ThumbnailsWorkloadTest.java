package io.lanemark.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import io.lanemark.process.launch.JvmCommand;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class ThumbnailsWorkloadTest {

  private static List<byte[]> jpegs;

  @TempDir private Path directory;

  @BeforeAll
  static void take() {
    try (Pictures pictures = new Pictures()) {
      jpegs = pictures.ofSize(2);
    }
  }

  private static int[] rgb(BufferedImage picture, int x, int y) {
    Color color = new Color(picture.getRGB(x, y));
    return new int[] {color.getRed(), color.getGreen(), color.getBlue()};
  }

  @Test
  void picturesAreAsLargeAsPhotographs() throws Exception {
    assertThat(jpegs.get(0)).isNotEqualTo(jpegs.get(1));
    for (byte[] jpeg : jpegs) {
      assertThat(jpeg).startsWith(0xFF, 0xD8).endsWith(0xFF, 0xD9);
      // A photograph takes 1 to 3 bits for each pixel at this quality; an empty picture 0.1.
      assertThat(8.0 * jpeg.length / (1024 * 768)).isBetween(1.0, 3.0);
      BufferedImage picture = Jpeg.decode(jpeg);
      assertThat(picture.getWidth()).isEqualTo(1024);
      assertThat(picture.getHeight()).isEqualTo(768);
    }
  }

  /// Each pixel of a thumbnail of 3 × 3 is the mean of 256 × 256 in the middle of the picture.
  @Test
  void eachPixelOfThePictureCounts() throws Exception {
    BufferedImage picture = Jpeg.decode(jpegs.getFirst());
    BufferedImage thumbnail = Thumbnail.of(picture, 3);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        long[] sum = new long[3];
        for (int y = 0; y < 256; y++) {
          for (int x = 0; x < 256; x++) {
            int[] pixel = rgb(picture, 128 + 256 * column + x, 256 * row + y);
            for (int channel = 0; channel < 3; channel++) {
              sum[channel] += pixel[channel];
            }
          }
        }
        int[] seen = rgb(thumbnail, column, row);
        for (int channel = 0; channel < 3; channel++) {
          assertThat((double) seen[channel]).isCloseTo(sum[channel] / 65536.0, within(5.0));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 75, 384, 767, 768})
  void thumbnailsAreSquaresOfTheSizeAskedFor(int side) throws Exception {
    BufferedImage picture = Jpeg.decode(jpegs.getFirst());
    BufferedImage thumbnail = Jpeg.decode(Jpeg.encode(Thumbnail.of(picture, side)));
    assertThat(thumbnail.getWidth()).isEqualTo(side);
    assertThat(thumbnail.getHeight()).isEqualTo(side);
  }

  @Test
  void otherBytesAreRefused() {
    assertThatIOException()
        .isThrownBy(() -> Jpeg.decode(new byte[] {1, 2, 3}))
        .withMessage("expected a JPEG picture, not 3 other bytes");
  }

  /// Machines without fonts and without a screen make thumbnails too.
  @Test
  void needsNoFontsNoScreenAndNoTemporaryFile() throws Exception {
    Process process =
        JvmCommand.likeThisOne(DigestMain.class)
            .withJvmOptions(List.of("-Xlog:class+load", "-Djava.io.tmpdir=" + directory))
            .start();
    List<String> lines;
    try (BufferedReader output = process.inputReader()) {
      try (ObjectOutputStream input = new ObjectOutputStream(process.getOutputStream())) {
        input.writeObject(new ThumbnailsWorkload(1, 75));
      }
      lines = output.lines().toList();
    } finally {
      process.waitFor();
    }
    assertThat(lines)
        .anyMatch(line -> line.startsWith("Digest[amount=" + jpegs.getFirst().length))
        .anyMatch(line -> line.contains("java.awt.image.BufferedImage "))
        .noneMatch(line -> line.contains("sun.font.FontManagerFactory "))
        .noneMatch(line -> line.contains("sun.awt.X11.XToolkit "));
    assertThat(directory).isEmptyDirectory();
  }
}
