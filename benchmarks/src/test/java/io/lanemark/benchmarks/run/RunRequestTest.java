package io.lanemark.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.run.StageLimit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunRequestTest {

  private static final OptionalLong NO_BUDGET = OptionalLong.empty();
  private static final OptionalLong BUDGET = OptionalLong.of(1 << 30);

  @Test
  void theProfileSaysWhetherPythonTakesPartUnlessTheRequestDoes() {
    assertThat(request("quick", NO_BUDGET).wantsPython()).isFalse();
    assertThat(request("quick", NO_BUDGET, "python").wantsPython()).isTrue();
    assertThat(request("full", NO_BUDGET).wantsPython()).isTrue();
    assertThat(request("full", NO_BUDGET, "none").wantsPython()).isFalse();
  }

  @Test
  void equalMemoryIsForModelsAlone() {
    assertThat(request("full", BUDGET).wantsPython()).isFalse();
    assertThat(request("full", BUDGET, "none").wantsPython()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("full", BUDGET, "python"))
        .withMessageContaining("cannot be combined with --peers python");
  }

  @Test
  void peersMustBeKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("quick", NO_BUDGET, "python", "perl"))
        .withMessage("unknown peer 'perl'; expected one of: python, none");
  }

  private static RunRequest request(String profile, OptionalLong budget, String... peers) {
    Selection selection =
        new Selection(
            Profile.named(profile),
            new Selection.Names(List.of(), List.of(), List.of()),
            new Selection.Concurrency(List.of(), OptionalInt.empty(), budget),
            Map.of(),
            1,
            1);
    return new RunRequest(
        List.of(),
        selection,
        List.of(),
        List.of(),
        Arrays.asList(peers),
        StageLimit.USUAL,
        Optional.empty());
  }
}
