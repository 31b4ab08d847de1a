package io.lanemark.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.results.Case;
import org.junit.jupiter.api.Test;

class PlannedCaseTest {

  private static Case caseWithWorkers(int workers) {
    return new CaseParameters("process", "sleep", "", 4, workers)
        .caseOf(Suite.IO.benchmark(), Case.DEFAULT_VARIANT);
  }

  @Test
  void aCaseHasNoWorkersIfAndOnlyIfItCannotRun() {
    assertThat(new PlannedCase.NotRun(caseWithWorkers(4), "no python3").trialCase())
        .isEqualTo(caseWithWorkers(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlannedCase.Runs(caseWithWorkers(0), ""))
        .withMessageContaining("workers=0");
  }

  @Test
  void aCaseThatCannotRunNeedsAReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlannedCase.NotRun(caseWithWorkers(4), " "));
  }
}
