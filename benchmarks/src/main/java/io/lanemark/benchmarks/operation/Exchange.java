package io.lanemark.benchmarks.operation;

import java.io.IOException;

/// A message to another JVM and back.
final class Exchange implements Calls {

  private final Link.Connection connection;
  private final byte[] message;
  private final Answers answers;

  /// @param connection closed with this
  /// @param message the same each time
  Exchange(Link.Connection connection, byte[] message) {
    this.connection = connection;
    this.message = message;
    this.answers = new Answers(message);
  }

  @Override
  public void call() throws IOException {
    answers.add(connection.exchange(message));
  }

  @Override
  public void check() throws WrongAnswerException {
    answers.check();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    connection.close();
  }
}
