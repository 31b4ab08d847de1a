package io.lanemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExitStatusTest {
  private static final boolean MARKED = true;
  private static final boolean KILLED = true;

  @ParameterizedTest
  @CsvSource({"129, 1", "137, 9", "143, 15", "192, 64"})
  void withoutAMarkACodeFrom129To192IsASignal(int value, int signal) {
    ExitStatus status = new ExitStatus(value, !MARKED, !KILLED);
    assertThat(status.signal()).hasValue(signal);
    assertThat(status.codeOrMinusSignal()).isEqualTo(-signal);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 128, 193, 255})
  void otherCodesAreNeverSignals(int value) {
    for (boolean marked : new boolean[] {MARKED, !MARKED}) {
      ExitStatus status = new ExitStatus(value, marked, KILLED);
      assertThat(status.signal()).isEqualTo(OptionalInt.empty());
      assertThat(status.codeOrMinusSignal()).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 137, 143, 192})
  void withAMarkTheCodeIsTheProcessesOwn(int value) {
    ExitStatus status = new ExitStatus(value, MARKED, !KILLED);
    assertThat(status.signal()).isEqualTo(OptionalInt.empty());
    assertThat(status.codeOrMinusSignal()).isEqualTo(value);
  }

  @Test
  void aProcessThatWasKilledDuringItsExitEndedBySignal9() {
    assertThat(new ExitStatus(137, MARKED, KILLED).isSigkill()).isTrue();
    assertThat(new ExitStatus(143, MARKED, KILLED).signal()).isEqualTo(OptionalInt.empty());
  }
}
