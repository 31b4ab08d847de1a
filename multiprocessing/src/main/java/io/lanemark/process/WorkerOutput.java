package io.lanemark.process;

import java.nio.file.Path;
import java.util.function.Consumer;

/// What happens to the output of workers. In any case, the last lines of standard error are kept
/// for the message of a [WorkerDiedException].
public sealed interface WorkerOutput {

  /// To `System.out` and `System.err` of this JVM, with the worker's name in front of each line.
  record Forward() implements WorkerOutput {}

  /// Nowhere.
  record Discard() implements WorkerOutput {}

  /// Appended to files such as `worker-1.out` and `worker-1.err`, in UTF-8.
  ///
  /// @param folder must exist
  record ToFolder(Path folder) implements WorkerOutput {}

  /// To a consumer, line by line, in a thread for each stream of each worker. Exceptions of the
  /// consumer go to the uncaught exception handler of that thread, and the next line follows.
  ///
  /// @param consumer if it is slow, workers that print wait for it
  record ToConsumer(Consumer<? super Line> consumer) implements WorkerOutput {}

  /// A line that a worker printed.
  ///
  /// @param worker its name
  /// @param stream where it was printed
  /// @param text without the line's end; at most 8 Ki characters, longer lines are split
  record Line(String worker, Stream stream, String text) {}

  /// A stream of a worker.
  enum Stream {
    /// Standard output.
    OUT,
    /// Standard error.
    ERR
  }
}
