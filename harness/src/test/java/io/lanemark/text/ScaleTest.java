package io.lanemark.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void suitsTheLargestAndKeepsTheSmallestReadable() {
    Scale scale = Scale.ofNanos(DoubleStream.of(450_000, 12_300_000));

    assertThat(scale.unit()).isEqualTo("ms");
    assertThat(scale.text(450_000)).isEqualTo("0.45 ms");
    assertThat(scale.text(12_300_000)).isEqualTo("12.30 ms");
  }

  @Test
  void partsThousands() {
    assertThat(Scale.of("tasks/s", DoubleStream.of(98_735, 2091)).text(98_735.4))
        .isEqualTo("98,735 tasks/s");
  }

  @Test
  void takesNothingAndZero() {
    assertThat(Scale.ofBytes(DoubleStream.empty()).unit()).isEqualTo("bytes");
    assertThat(Scale.ofBytes(DoubleStream.of(0)).text(0)).isEqualTo("0 bytes");
  }
}
