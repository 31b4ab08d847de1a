package io.lanemark.benchmarks.operation;

/// A program that does nothing.
final class NothingMain {

  private NothingMain() {}

  /// Returns.
  ///
  /// @param arguments none
  public static void main(String... arguments) {
    // A JVM starts and ends.
  }
}
