package io.lanemark.reports.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lanemark.decision.RunReader;
import io.lanemark.decision.RunResults;
import io.lanemark.results.Case;
import io.lanemark.results.SyntheticRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerComparisonTest {

  @TempDir private Path temporary;

  @Test
  void comparesAPeerWithItsOwnSerialOnly() throws IOException {
    RunResults whole = RunReader.read(new SyntheticRun().write(temporary.resolve("whole")));
    RunResults results =
        RunReader.read(new SyntheticRun().withPython().write(temporary.resolve("run")));

    assertThat(PeerComparison.of(whole, Case.PYTHON)).isEmpty();
    assertThat(PeerComparison.of(results, Case.PYTHON))
        .singleElement()
        .satisfies(
            comparison -> {
              assertThat(comparison.workload().name()).isEqualTo("sha256");
              assertThat(comparison.pairs())
                  .extracting(
                      pair -> pair.peer().entry().measured().label(),
                      pair -> Objects.requireNonNull(pair.jvm()).entry().measured().label())
                  .containsExactly(
                      tuple("process (python)", "process"), tuple("platform (python)", "platform"));
              assertThat(comparison.pairs())
                  .allSatisfy(
                      pair -> {
                        assertThat(serialOf(pair.peer())).isEqualTo("serial (python)");
                        assertThat(serialOf(Objects.requireNonNull(pair.jvm())))
                            .isEqualTo("serial");
                        assertThat(pair.peer().ratio()).isPresent();
                      });
            });
  }

  private static String serialOf(PeerComparison.Scaled scaled) {
    return Objects.requireNonNull(scaled.serial()).measured().label();
  }
}
