package io.lanemark.process.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CodecTest {
  private static final Codec UNBOUNDED = new Codec(Limits.DEFAULT);
  private static final Codec STRICT = new Codec(new Limits(10_000, 10, 100, 50));

  private static List<Object> nested(int levels) {
    List<Object> list = new ArrayList<>();
    for (int i = 1; i < levels; i++) {
      list = new ArrayList<>(List.of(list));
    }
    return list;
  }

  @Test
  void decodesWhatItEncoded() throws CodecException {
    assertThat(STRICT.decode(STRICT.encode(nested(5)))).isEqualTo(nested(5));
    assertThat(STRICT.decode(STRICT.encode(null))).isNull();
  }

  @Test
  void refusesWhatIsBeyondALimit() throws CodecException {
    List<Integer> manyObjects = IntStream.range(0, 200).boxed().toList();
    for (Object tooMuch : List.of(nested(20), new byte[51], manyObjects)) {
      byte[] payload = UNBOUNDED.encode(tooMuch);
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> STRICT.decode(payload))
          .withMessageContaining("REJECTED");
    }
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> STRICT.encode(new byte[10_001]))
        .withMessageContaining("longer than the limit of 10000 bytes");
  }

  @Test
  void nestingTooDeepForTheStackIsAnExceptionToo() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> UNBOUNDED.encode(nested(1_000_000)))
        .withMessageContaining("nested too deeply");
  }
}
