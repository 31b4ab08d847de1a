package io.lanemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.workload.Workload;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskJvmTest {

  private final TaskJvm jvm = new TaskJvm(1, Map.of());

  @Test
  void whatIsExpectedIsACopyOfTheResult() throws Exception {
    ArrayList<Integer> kept = new ArrayList<>(List.of(1));
    Workload<ArrayList<Integer>> keeping = _ -> kept;

    Serializable expected = jvm.runInCaller(keeping);
    kept.add(2);

    assertThat(expected).isEqualTo(List.of(1));
  }

  @Test
  void refusesAResultWithoutEquals() {
    assertRefused(
        _ -> new long[] {1}, "its result of type long[] is not equal to a copy of itself");
  }

  @Test
  void refusesAResultThatDoesNotSerialise() {
    ArrayList<Object> list = new ArrayList<>(List.of(new Object()));

    assertRefused(_ -> list, "its result cannot be sent: java.lang.Object is not serialisable");
  }

  @Test
  @SuppressWarnings("NullAway") // What it refuses.
  void refusesNoResult() {
    assertRefused(_ -> null, "returned null");
  }

  private void assertRefused(Workload<?> workload, String message) {
    assertThatThrownBy(() -> jvm.runInCaller(workload))
        .isInstanceOf(WorkloadException.class)
        .hasMessageStartingWith(message);
  }
}
