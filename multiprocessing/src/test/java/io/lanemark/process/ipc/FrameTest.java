package io.lanemark.process.ipc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameTest {
  private static byte[] written(Frame... frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(bytes);
    for (Frame frame : frames) {
      writer.write(frame);
    }
    return bytes.toByteArray();
  }

  private static FrameReader reader(byte[] bytes, int maxPayloadBytes) {
    return new FrameReader(new ByteArrayInputStream(bytes), maxPayloadBytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8 * 1024, 8 * 1024 + 1, 1_000_000})
  void comeOutAsTheyWentIn(int payloadBytes) throws IOException {
    byte[] payload = new byte[payloadBytes];
    Arrays.fill(payload, (byte) 7);
    FrameReader reader =
        reader(
            written(
                new Frame(FrameType.RUN, -5, Payload.of(payload)),
                new Frame(FrameType.READY, Long.MAX_VALUE)),
            payloadBytes);
    assertThat(reader.read())
        .satisfies(
            frame -> {
              assertThat(frame.type()).isEqualTo(FrameType.RUN);
              assertThat(frame.id()).isEqualTo(-5);
              assertThat(frame.payload().bytes()).isEqualTo(payload);
            });
    assertThat(reader.read()).extracting(Frame::id).isEqualTo(Long.MAX_VALUE);
    assertThat(reader.read()).isNull();
  }

  @Test
  void attachmentsAndPiecesArriveAsArraysOfTheirOwn() throws IOException {
    byte[] large = new byte[100_000];
    Arrays.fill(large, (byte) 5);
    Payload payload = new Payload(new byte[] {1, 2}, List.of(large), List.of(new byte[3], large));
    FrameReader reader = reader(written(new Frame(FrameType.RUN, 7, payload)), 300_000);
    Frame frame = requireNonNull(reader.read());
    assertThat(frame.payload().bytes()).containsExactly(1, 2);
    assertThat(frame.payload().attachments()).containsExactly(large);
    assertThat(frame.payload().pieces()).containsExactly(new byte[3], large);
    assertThat(reader.read()).isNull();
  }

  @Test
  void appendedFramesGoWithTheNextFlush() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(bytes);
    writer.append(new Frame(FrameType.RUN, 1));
    assertThat(bytes.size()).isZero();
    assertThat(writer.hasUnwritten()).isTrue();
    writer.write(new Frame(FrameType.RUN, 2));
    assertThat(writer.hasUnwritten()).isFalse();
    FrameReader reader = reader(bytes.toByteArray(), 0);
    assertThat(reader.hasNext()).isFalse();
    assertThat(reader.read()).extracting(Frame::id).isEqualTo(1L);
    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.read()).extracting(Frame::id).isEqualTo(2L);
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void everyTypeHasALetterOfItsOwn() throws IOException {
    for (FrameType type : FrameType.values()) {
      assertThat(FrameType.of(type.letter())).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 'X', -1, Byte.MIN_VALUE})
  void anUnknownFrameTypeIsRefused(byte letter) {
    byte[] header = ByteBuffer.allocate(Frame.HEADER_BYTES).put(4, letter).array();
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> reader(header, 0).read())
        .withMessage("unknown frame type: " + letter);
  }

  @Test
  void theMessagesOfOneSideAreRefusedByIt() {
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> FromWorker.of(new ToWorker.Run(1, Payload.EMPTY).toFrame()))
        .withMessage("expected a frame from a worker: RUN");
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> ToWorker.of(new FromWorker.Ready().toFrame()))
        .withMessageEndingWith("READY");
  }

  @Test
  void theSumOfAllLengthsIsLimited() {
    byte[] header =
        ByteBuffer.allocate(Frame.HEADER_BYTES + 8)
            .putInt(4)
            .put((byte) 1)
            .putLong(1)
            .put((byte) 1)
            .putShort((short) 1)
            .putInt(4)
            .putInt(4)
            .array();
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> reader(header, 11).read())
        .withMessageContaining("announces 12");
  }

  @ParameterizedTest
  @ValueSource(ints = {11, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void aLengthBeyondTheLimitIsRefusedUnread(int announced) {
    byte[] header = ByteBuffer.allocate(Frame.HEADER_BYTES).putInt(announced).array();
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> reader(header, 10).read())
        .withMessageContaining("at most 10 bytes")
        .withMessageContaining("announces " + announced);
  }

  @Test
  void aFrameThatBreaksOffSaysWhatWasExpected() throws IOException {
    byte[] whole = written(new Frame(FrameType.RUN, 3, Payload.of(new byte[100])));
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> reader(Arrays.copyOf(whole, 5), 100).read())
        .withMessage("expected a frame's header of 16 bytes, and the stream ended after 5");
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> reader(Arrays.copyOf(whole, 50), 100).read())
        .withMessageContaining("expected a payload of 100 bytes")
        .withMessageContaining("ended after 34");
  }
}
