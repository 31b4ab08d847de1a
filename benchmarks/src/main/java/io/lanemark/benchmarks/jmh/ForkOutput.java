package io.lanemark.benchmarks.jmh;

import java.io.PrintStream;

/// The standard output and error of a fork. JMH hands both on to those of its host, which are
/// diverted into a file while a trial runs.
final class ForkOutput implements AutoCloseable {

  private final PrintStream file;
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  /// Diverts what this process prints.
  ///
  /// @param file takes it; closed with this
  ForkOutput(PrintStream file) {
    this.file = file;
    System.setOut(file);
    System.setErr(file);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    file.close();
  }
}
