package io.lanemark.benchmarks.knownslowdown;

import io.lanemark.benchmarks.operation.OpenOperation;
import io.lanemark.process.launch.ParentWatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// Some work of Lanemark: unchanged, or slower by a tenth in a jar whose [#PERCENT_RESOURCE] says
/// so. Does a regression check tell the jars apart, and stay silent if they are the same?
///
/// The heap does not grow, and is collected by one thread: otherwise the collector's choices differ
/// from fork to fork, and cause most of the noise if much is allocated.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Xmn128m"})
@Threads(1)
public class SlowdownBenchmark {

  /// Name of the resource that says by how much the work is slower, percent.
  static final String PERCENT_RESOURCE = "slowdown-percent.txt";

  /// The work.
  @Param public SlowedWork work;

  private OpenOperation openOperation;
  private SlowdownKind.Burden burden;

  /// For JMH.
  public SlowdownBenchmark() {}

  /// Opens the work and what slows it down.
  ///
  /// @throws Exception if one cannot be opened
  @Setup
  public void open() throws Exception {
    ParentWatch.haltWhenParentEnds(() -> {});
    burden = work.burden(percent());
    openOperation = work.open();
  }

  private static int percent() throws IOException {
    try (InputStream in = SlowdownBenchmark.class.getResourceAsStream(PERCENT_RESOURCE)) {
      return in == null
          ? 0
          : Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
  }

  /// Does the work once, and checks the result.
  ///
  /// @throws Exception if that failed
  @Benchmark
  public void call() throws Exception {
    openOperation.call();
    burden.carry();
    openOperation.check();
  }

  /// Closes both.
  ///
  /// @throws Exception if that failed
  @TearDown
  public void close() throws Exception {
    openOperation.close();
    burden.close();
  }
}
