package io.lanemark.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lanemark.process.launch.JvmCommand;
import java.io.InputStream;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.Assertions;

/// Programs with pools, in JVMs of their own.
final class HostProgram {
  private HostProgram() {}

  /// What a program prints that ends by itself, without a failure.
  static String outputOf(JvmCommand command) throws Exception {
    Process process = command.start();
    try (InputStream output = process.getInputStream();
        InputStream errors = process.getErrorStream()) {
      FutureTask<byte[]> reading = new FutureTask<>(errors::readAllBytes);
      Thread.ofVirtual().start(reading);
      String text = new String(output.readAllBytes(), UTF_8);
      Assertions.assertThat(process.waitFor()).as(new String(reading.get(), UTF_8)).isZero();
      return text;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
