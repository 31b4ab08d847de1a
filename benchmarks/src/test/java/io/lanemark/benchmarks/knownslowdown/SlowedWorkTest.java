package io.lanemark.benchmarks.knownslowdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.benchmarks.operation.OpenOperation;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class SlowedWorkTest {

  @ParameterizedTest
  @EnumSource
  void answersRightWithAndWithoutABurdenAndLeavesNothing(SlowedWork work) throws Exception {
    for (int percent : new int[] {0, 10}) {
      SlowdownKind.Burden burden = work.burden(percent);
      OpenOperation openOperation = work.open();
      try {
        openOperation.call();
        burden.carry();
        openOperation.check();
        openOperation.call();
        burden.carry();
        openOperation.check();
      } finally {
        openOperation.close();
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
  void hasNoBurdenWhereItIsNotSlower(SlowedWork work) throws Exception {
    assertThat(work.burden(0)).isSameAs(SlowdownKind.Burden.NONE);
  }

  @Test
  void areFiveOfEachKind() {
    Map<SlowdownKind, Long> counts =
        Arrays.stream(SlowedWork.values())
            .collect(Collectors.groupingBy(SlowedWork::slowdown, Collectors.counting()));

    assertThat(counts)
        .hasSameSizeAs(SlowdownKind.values())
        .allSatisfy((_, n) -> assertThat(n).isEqualTo(5));
  }
}
