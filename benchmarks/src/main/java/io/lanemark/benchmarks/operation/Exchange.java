package io.lanemark.benchmarks.operation;

import java.io.IOException;

/// A message to another JVM and back.
final class Exchange implements OpenOperation {

  private final Link.Connection connection;
  private final byte[] message;
  private final UncheckedResults results;

  /// @param connection closed with this
  /// @param message the same each time
  Exchange(Link.Connection connection, byte[] message) {
    this.connection = connection;
    this.message = message;
    this.results = new UncheckedResults(message);
  }

  @Override
  public void call() throws IOException {
    results.add(connection.exchange(message));
  }

  @Override
  public void check() throws UnexpectedResultException {
    results.check();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    connection.close();
  }
}
