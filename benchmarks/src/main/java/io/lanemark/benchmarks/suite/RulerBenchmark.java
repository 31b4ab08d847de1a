package io.lanemark.benchmarks.suite;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// How fast is this machine just now? It hashes a buffer that stays in the nearest cache, on one
/// thread, without allocation: only the speed of a core changes its time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@Threads(1)
public class RulerBenchmark {

  private static final int BUFFER_BYTES = 8192;

  private byte[] buffer = {};
  private byte[] hash = {};
  private MessageDigest digest;

  /// For JMH.
  public RulerBenchmark() {}

  /// Fills the buffer.
  ///
  /// @throws NoSuchAlgorithmException never: every Java platform has SHA-256
  @Setup
  public void setUp() throws NoSuchAlgorithmException {
    buffer = new byte[BUFFER_BYTES];
    digest = MessageDigest.getInstance("SHA-256");
    hash = new byte[digest.getDigestLength()];
  }

  /// Hashes the buffer.
  ///
  /// @return the first byte of the hash
  /// @throws DigestException never: there is room for the hash
  @Benchmark
  public byte hash() throws DigestException {
    digest.update(buffer);
    digest.digest(hash, 0, hash.length);
    return hash[0];
  }
}
