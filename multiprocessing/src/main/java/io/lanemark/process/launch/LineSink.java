package io.lanemark.process.launch;

/// Where the lines of one stream of one process go. For one thread.
@FunctionalInterface
public interface LineSink extends AutoCloseable {

  /// Takes a line.
  ///
  /// @param line without its end
  void accept(String line);

  /// Does nothing unless something was opened.
  @Override
  default void close() {}
}
