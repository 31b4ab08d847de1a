package io.lanemark.benchmarks.operation;

/// An operation of one implementation, ready to be called again and again. For one thread.
///
/// Only [#call] is timed. Results are kept until [#check], so that comparing a mebibyte is not part
/// of carrying it.
public interface OpenOperation {

  /// Calls once.
  ///
  /// @throws Exception if the call failed
  void call() throws Exception;

  /// Checks every answer since the last check, and puts away what the calls left open.
  ///
  /// @throws UnexpectedResultException if one is not as expected
  /// @throws Exception if something cannot be put away
  void check() throws Exception;

  /// Ends what the calls use.
  ///
  /// @throws Exception if something cannot be ended
  void close() throws Exception;
}
