package io.lanemark.process.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    Queue<Integer> manyObjects =
        new ConcurrentLinkedQueue<>(IntStream.range(0, 200).boxed().toList());
    Map<Object, String> tooMuch =
        Map.of(
            nested(20),
            "nested deeper than 10 levels, which is a fixed limit",
            new byte[51],
            "an array of 51 elements is longer than the limit of 50 elements; max",
            manyObjects,
            "it has more objects than the limit of 100; maxMessageBytes(…) raises");
    tooMuch.forEach(
        (object, reason) ->
            assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> STRICT.decode(UNBOUNDED.encode(object)))
                .withMessageContaining(reason));
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> STRICT.encode(new byte[10_001]))
        .withMessageContaining("byte[]: its payload of 10028 bytes is longer than the limit of")
        .withMessageContaining("10000 bytes; maxMessageBytes(…) raises this limit");
  }

  @Test
  void nestingTooDeepForTheStackIsAnExceptionToo() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> UNBOUNDED.encode(nested(1_000_000)))
        .withMessageContaining("nested too deeply");
  }
}
