package io.lanemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.PlannedTrial.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrialColumnsTest {

  private static PlannedTrial planned(String model, String variant, Role role) {
    Map<String, String> parameters = Map.of(Case.WORKLOAD, "orders", Case.MODEL, model);
    return new PlannedTrial(
        model, new Case("benchmark", "thrpt", new TreeMap<>(parameters), 1, variant), 0, role, "");
  }

  @Test
  void areAsWideAsTheLongestName() {
    PlannedTrial shorter = planned("serial", Case.DEFAULT_VARIANT, Role.MEASURE);
    PlannedTrial longer = planned("platform", "jdk-26 ParallelGC -Xmx64m", Role.SEARCH);
    TrialColumns columns = TrialColumns.of(List.of(shorter, longer));

    assertThat(columns.row(longer))
        .isEqualTo("orders            (platform (jdk-26 ParallelGC -Xmx64m))")
        .hasSameSizeAs(columns.row(shorter))
        .hasSameSizeAs(columns.row("workload", "model"));
  }

  @Test
  void areNeverNarrow() {
    PlannedTrial alone = planned("serial", Case.DEFAULT_VARIANT, Role.CEILING);

    assertThat(TrialColumns.of(List.of(alone)).row(alone))
        .isEqualTo("orders            (backend alone)  ");
  }
}
