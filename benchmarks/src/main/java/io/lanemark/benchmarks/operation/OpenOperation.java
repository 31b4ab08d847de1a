package io.lanemark.benchmarks.operation;

/// An open implementation of an operation, which can be called again and again. For one thread.
///
/// Only [#call] is timed. Results are kept until [#check], so that the time of a call does not
/// include the comparison of a mebibyte.
public interface OpenOperation {

  /// Calls once.
  ///
  /// @throws Exception if the call failed
  void call() throws Exception;

  /// Checks every result since the last check, and closes what the calls left open.
  ///
  /// @throws UnexpectedResultException if one is not as expected
  /// @throws Exception if something cannot be closed
  void check() throws Exception;

  /// Closes what the calls use.
  ///
  /// @throws Exception if something cannot be closed
  void close() throws Exception;
}
