package io.lanemark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendUsagesTest {

  @Test
  void addsUpWhatEachUsedSince() {
    BackendUsages earlier = new BackendUsages(Map.of(7L, 100L, 8L, 200L));

    assertThat(new BackendUsages(Map.of(7L, 130L, 8L, 204L)).nanosSince(earlier)).isEqualTo(34);
  }

  @Test
  void isAbsentWithoutBackends() {
    BackendUsages none = new BackendUsages(Map.of());

    assertThat(none.nanosSince(none)).isNull();
  }

  @Test
  void isAbsentWhereABackendWasReplaced() {
    BackendUsages earlier = new BackendUsages(Map.of(7L, 100L));

    assertThat(new BackendUsages(Map.of(8L, 130L)).nanosSince(earlier)).isNull();
  }
}
