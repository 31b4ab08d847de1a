package io.lanemark.benchmarks.knownslowdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.benchmarks.operation.Calls;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class WorkTest {

  @ParameterizedTest
  @EnumSource
  void answersRightWithAndWithoutABurdenAndLeavesNothing(Work work) throws Exception {
    for (int percent : new int[] {0, 10}) {
      Slowdown.Burden burden = work.burden(percent);
      Calls calls = work.open();
      try {
        calls.call();
        burden.carry();
        calls.check();
        calls.call();
        burden.carry();
        calls.check();
      } finally {
        calls.close();
        burden.close();
      }
    }

    assertThat(ProcessHandle.current().descendants()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("contender");
  }

  @ParameterizedTest
  @EnumSource
  void hasNoBurdenWhereItIsNotSlower(Work work) throws Exception {
    assertThat(work.burden(0)).isSameAs(Slowdown.Burden.NONE);
  }

  @Test
  void areFiveOfEachKind() {
    Map<Slowdown, Long> counts =
        Arrays.stream(Work.values())
            .collect(Collectors.groupingBy(Work::slowdown, Collectors.counting()));

    assertThat(counts)
        .hasSameSizeAs(Slowdown.values())
        .allSatisfy((_, n) -> assertThat(n).isEqualTo(5));
  }
}
