package io.lanemark.process;

import java.nio.file.Path;
import java.util.function.Consumer;

/// What becomes of what workers print. Whatever it is, the last lines of standard error are kept,
/// for the message of a [WorkerDiedException].
public sealed interface WorkerOutput {

  /// To `System.out` and `System.err` of this JVM, with the worker's name in front of each line.
  record Forward() implements WorkerOutput {}

  /// Nowhere.
  record Discard() implements WorkerOutput {}

  /// At the ends of files such as `worker-1.out` and `worker-1.err`, in UTF-8.
  ///
  /// @param folder must exist
  record ToFolder(Path folder) implements WorkerOutput {}

  /// To a program, line by line: in a thread for each stream of each worker. What it throws goes to
  /// that thread's handler of uncaught exceptions, and the next line is taken.
  ///
  /// @param consumer a worker that prints waits while it is slow
  record ToConsumer(Consumer<? super Line> consumer) implements WorkerOutput {}

  /// A line that a worker printed.
  ///
  /// @param worker its name
  /// @param stream where it was printed
  /// @param text without the line's end; at most 8 Ki characters, longer lines are broken
  record Line(String worker, Stream stream, String text) {}

  /// A stream of a worker.
  enum Stream {
    /// Standard output.
    OUT,
    /// Standard error.
    ERR
  }
}
