package io.lanemark.process.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PayloadCodecTest {
  private static final RecordTypes TYPES =
      new RecordTypes(List.of(Point.class.getName(), Picky.class.getName(), Nest.class.getName()));
  private static final PayloadCodec CODEC = new PayloadCodec(new Codec(Limits.DEFAULT), TYPES);

  private record Point(int x, long y, @Nullable String name, char c, List<String> more) {}

  private record Picky(int positive) {
    Picky {
      if (positive < 0) {
        throw new IllegalArgumentException("not positive: " + positive);
      }
    }
  }

  private record Nest(@Nullable Object inner) {}

  @SuppressWarnings("ArrayRecordComponent") // Compared by its parts.
  private record Unregistered(byte[] data, int n) implements Serializable {}

  static List<Object> values() {
    return List.of(
        true,
        false,
        (byte) 1,
        (short) -2,
        'c',
        3,
        -4L,
        5.5f,
        Double.NaN,
        "",
        "grüße \ud800 half a pair",
        "x".repeat(1000),
        List.of(1, "two"),
        Map.of("a", 1),
        new Point(1, 2, null, 'z', List.of("a", "b")),
        new Nest(new Nest(new Point(0, 0, "in", ' ', List.of()))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void comeOutAsTheyWentIn(Object value) throws CodecException {
    assertThat(CODEC.decode(CODEC.encode(value))).isEqualTo(value).hasSameClassAs(value);
  }

  @Test
  void nullIsAValue() throws CodecException {
    assertThat(CODEC.decode(CODEC.encode(null))).isNull();
  }

  @Test
  void largeArraysAreNotCopied() throws CodecException {
    byte[] large = new byte[1 << 20];
    Arrays.fill(large, (byte) 3);
    for (Object holder : List.of(large, new Nest(large), new Unregistered(large, 1))) {
      Payload payload = CODEC.encode(holder);
      assertThat(payload.attachments()).singleElement().isSameAs(large);
      assertThat(payload.bytes()).hasSizeLessThan(1000);
    }
    Payload payload = CODEC.encode(new Unregistered(large, 7));
    assertThat(CODEC.decode(payload))
        .isInstanceOfSatisfying(
            Unregistered.class,
            back -> {
              assertThat(back.data()).isSameAs(large);
              assertThat(back.n()).isEqualTo(7);
            });
    assertThat(payload.detached().attachments()).singleElement().isNotSameAs(large);
  }

  @Test
  void anArrayThatIsThereTwiceCrossesOnce() throws CodecException {
    byte[] large = new byte[50_000];
    byte[][] pair = {large, large};
    Payload payload = CODEC.encode(pair);
    assertThat(payload.attachments()).hasSize(1);
    assertThat(CODEC.decode(payload)).isEqualTo(pair);
  }

  @Test
  void aRecordThatRefusesIsAnException() throws CodecException {
    Payload good = CODEC.encode(new Picky(1));
    byte[] bytes = good.bytes().clone();
    bytes[4] = -1;
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> CODEC.decode(Payload.of(bytes)))
        .withMessageContaining("Picky")
        .withMessageContaining("not positive");
  }

  @Test
  void garbageIsAnException() throws CodecException {
    Payload good = CODEC.encode(new Point(1, 2, "name", 'z', List.of("a")));
    for (int length = 0; length < good.bytes().length; length++) {
      Payload broken = Payload.of(Arrays.copyOf(good.bytes(), length));
      assertThatExceptionOfType(CodecException.class).isThrownBy(() -> CODEC.decode(broken));
    }
    for (byte[] bytes : new byte[][] {{99}, {12, 0, 0, 0, 5}, {13, 0, 9}, {11, 127, 0, 0, 0}}) {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> CODEC.decode(Payload.of(bytes)));
    }
  }

  @Test
  void nestingIsLimited() throws CodecException {
    PayloadCodec strict = new PayloadCodec(new Codec(new Limits(10_000, 10, 100, 50)), TYPES);
    Object deep = null;
    for (int i = 0; i < 11; i++) {
      deep = new Nest(deep);
    }
    Payload payload = CODEC.encode(deep);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> strict.decode(payload))
        .withMessageContaining("deeper than 10 levels");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> strict.encode(new byte[20_000]))
        .withMessageContaining("longer than the limit of 10000 bytes");
  }

  @Test
  void longSerialisedFormsAreInPieces() throws CodecException {
    int[] numbers = IntStream.range(0, 1_000_000).toArray();
    for (Object value : List.of(numbers, new Nest(new Nest(numbers)))) {
      Payload payload = CODEC.encode(value);
      assertThat(payload.bytes()).hasSizeLessThan(1000);
      assertThat(payload.pieces()).hasSizeGreaterThan(10);
      assertThat(payload.length()).isBetween(4_000_000L, 4_001_000L);
      Object back = CODEC.decode(payload);
      assertThat(back instanceof Nest(Nest(int[] inner)) ? inner : back).isEqualTo(numbers);
    }
  }

  @Test
  void onlyReadableRecordsCanBeRegistered() {
    assertThat(RecordTypes.of(List.of(Point.class)).names()).containsExactly(Point.class.getName());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordTypes.of(List.of(Record.class)))
        .withMessageContaining("only records");
  }
}
