package io.lanemark.benchmarks.backend;

import java.util.SplittableRandom;

/// Log-normal latencies, each a pure function of its index: the nth request of two runs with the
/// same seed waits equally long.
///
/// @param seed chooses the sequence
record LatencySequence(long seed) {

  /// An odd number, so that different seeds start far from each other.
  private static final long SEED_STEP = 0xD1342543DE82EF95L;

  /// The latency of a request: `median · exp(sigma · z)`, z standard normal.
  ///
  /// @param index of the request
  /// @param medianMillis median, in milliseconds
  /// @param sigma standard deviation of the natural logarithm
  /// @return nanoseconds
  long nanos(long index, double medianMillis, double sigma) {
    // Its generator hashes its state, so that neighbouring indexes give independent numbers.
    double z = new SplittableRandom(seed * SEED_STEP + index).nextGaussian();
    return Math.round(medianMillis * 1e6 * Math.exp(sigma * z));
  }
}
