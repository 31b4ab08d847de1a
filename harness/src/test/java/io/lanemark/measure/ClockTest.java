package io.lanemark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.process.launch.JvmCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ClockTest {

  @Test
  void timeStampsOfAnotherJvmCanBeCompared() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process child = JvmCommand.likeThisOne(Stamp.class).start();
    String stamp = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitValue = child.waitFor();
    long end = System.nanoTime();

    assertThat(exitValue).isZero();
    assertThat(Long.parseLong(stamp.strip())).isBetween(begin, end);
  }

  static final class Stamp {
    private Stamp() {}

    public static void main(String[] arguments) {
      System.out.println(System.nanoTime());
    }
  }
}
