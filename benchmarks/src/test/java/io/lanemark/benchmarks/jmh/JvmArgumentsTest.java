package io.lanemark.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmArgumentsTest {

  private static final JvmArguments USUAL =
      new JvmArguments(
          List.of("-Xms16m", "-Xmx256m", "-XX:+UseG1GC", "-XX:-UseDynamicNumberOfGCThreads"));

  @ParameterizedTest
  @CsvSource({
    "-XX:+UseParallelGC, -XX:+UseG1GC",
    "-Xmx1g, -Xmx256m",
    "-XX:MaxRAMPercentage=50, -Xmx256m",
    "-XX:MaxHeapSize=1g, -Xmx256m",
    "-XX:InitialHeapSize=1m, -Xms16m",
    "-XX:+UseDynamicNumberOfGCThreads, -XX:-UseDynamicNumberOfGCThreads"
  })
  void replacesWhatSetsTheSame(String given, String replaced) {
    JvmArguments both = USUAL.with(JvmArguments.parse(given));

    assertThat(both.words()).hasSize(USUAL.words().size()).contains(given).doesNotContain(replaced);
  }

  @Test
  void keepsWhatSetsSomethingElse() {
    assertThat(USUAL.with(JvmArguments.parse("-Xss1m --add-opens=a=b --add-opens=c=d")).words())
        .containsAll(USUAL.words())
        .endsWith("-Xss1m", "--add-opens=a=b", "--add-opens=c=d");
  }

  @Test
  void knowsWhatIsTheSame() {
    assertThat(USUAL.with(JvmArguments.parse("-XX:+UseG1GC")).setTheSameAs(USUAL)).isTrue();
    assertThat(USUAL.with(JvmArguments.parse("-XX:+UseZGC")).setTheSameAs(USUAL)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:+UseParallelGC, ParallelGC",
    "-Xmx512m, -Xmx512m",
    "-XX:TieredStopAtLevel=1, TieredStopAtLevel=1",
    "-XX:-Inline, -Inline",
    "'  -XX:+UseZGC   -Dx=y ', ZGC -Dx=y"
  })
  void isCalledAsReadersKnowIt(String text, String name) {
    assertThat(JvmArguments.parse(text).shortName()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Main",
        "-cp x",
        "-jar x.jar",
        "-version",
        "-Xmx1g x",
        "--help",
        "-X",
        "--describe-module=java.base",
        "-Xshare:dump",
        "-Djava.io.tmpdir=/elsewhere"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> JvmArguments.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--jvm-args takes JVM arguments");
  }
}
