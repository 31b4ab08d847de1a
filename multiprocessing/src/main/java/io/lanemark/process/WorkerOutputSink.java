package io.lanemark.process;

import io.lanemark.process.launch.LineSink;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Handles the output of workers as the pool is built.
final class WorkerOutputSink {

  private WorkerOutputSink() {}

  static LineSink of(WorkerOutput output, String worker, WorkerOutput.Stream stream) {
    return switch (output) {
      case WorkerOutput.Forward() -> {
        String prefix = "[" + worker + "] ";
        // Looked up for each line: a program may replace its `System.out`.
        yield line ->
            (stream == WorkerOutput.Stream.OUT ? System.out : System.err).println(prefix + line);
      }
      case WorkerOutput.Discard() -> _ -> {};
      case WorkerOutput.ToFolder(Path folder) ->
          new ToFile(folder.resolve(worker + "." + stream.name().toLowerCase(Locale.ROOT)));
      case WorkerOutput.ToConsumer(var consumer) ->
          line -> consumer.accept(new WorkerOutput.Line(worker, stream, line));
    };
  }

  /// Appends to a file, which is created for the first line.
  private static final class ToFile implements LineSink {
    private final Path path;
    private @Nullable PrintStream file;

    ToFile(Path path) {
      this.path = path;
    }

    @Override
    public void accept(String line) {
      if (file == null) {
        file = open();
      }
      file.println(line);
    }

    private PrintStream open() {
      try {
        return new PrintStream(
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true,
            StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      if (file != null) {
        file.close();
      }
    }
  }
}
