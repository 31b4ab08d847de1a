package io.lanemark.benchmarks.operation;

/// A program that does nothing.
final class NoOpMain {

  private NoOpMain() {}

  /// Returns.
  ///
  /// @param arguments none
  public static void main(String... arguments) {
    // A JVM starts and ends.
  }
}
