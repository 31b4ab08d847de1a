package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanemarkTest {

  @Test
  void anOptionWithNothingBehindItsEqualsSignIsNotGiven() {
    assertThat(
            Lanemark.withoutEmptyOptions(
                "check", "--margin=", "--budget=30m", "--include", "a=", "", "--", "--p="))
        .containsExactly("check", "--budget=30m", "--include", "a=", "", "--", "--p=");
  }
}
