package io.lanemark.process.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
            written(new Frame((byte) 1, -5, payload), new Frame((byte) 2, Long.MAX_VALUE)),
            payloadBytes);
    assertThat(reader.read())
        .satisfies(
            frame -> {
              assertThat(frame.type()).isEqualTo((byte) 1);
              assertThat(frame.id()).isEqualTo(-5);
              assertThat(frame.payload()).isEqualTo(payload);
            });
    assertThat(reader.read()).extracting(Frame::id).isEqualTo(Long.MAX_VALUE);
    assertThat(reader.read()).isNull();
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
    byte[] whole = written(new Frame((byte) 1, 3, new byte[100]));
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> reader(Arrays.copyOf(whole, 5), 100).read())
        .withMessage("expected a frame's header of 13 bytes, and the stream ended after 5");
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> reader(Arrays.copyOf(whole, 50), 100).read())
        .withMessageContaining("expected a payload of 100 bytes")
        .withMessageContaining("ended after 37");
  }
}
