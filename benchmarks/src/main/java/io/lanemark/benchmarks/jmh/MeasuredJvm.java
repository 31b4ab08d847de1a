package io.lanemark.benchmarks.jmh;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What every measured JVM of a run is: the same runtime, collector and limits for forks and
/// workers, so that models differ in nothing else.
///
/// @param javaHome folder of the JDK
/// @param arguments JVM arguments
/// @param heapBytes largest heap of each JVM
public record MeasuredJvm(Path javaHome, List<String> arguments, long heapBytes) {

  private static final long HEAP_MEBIBYTES = 256;

  /// Copies the arguments.
  public MeasuredJvm {
    arguments = List.copyOf(arguments);
  }

  /// The runtime that this process runs on, with G1, a heap that grows from 16 to 256 MiB, and as
  /// many carriers of virtual threads as cores. Everything that the JVM would resize while it runs
  /// is fixed.
  ///
  /// @param cores processors that this process may use
  /// @return the same for every trial of a run
  public static MeasuredJvm likeThisOne(int cores) {
    return new MeasuredJvm(
        Path.of(System.getProperty("java.home")),
        List.of(
            "-Xms16m",
            "-Xmx" + HEAP_MEBIBYTES + "m",
            "-XX:+UseG1GC",
            "-XX:-UseDynamicNumberOfGCThreads",
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "-Djdk.virtualThreadScheduler.parallelism=" + cores,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"),
        HEAP_MEBIBYTES << 20);
  }

  /// The same with another runtime and further arguments, which replace those that change the same
  /// setting.
  ///
  /// @param home folder of the runtime
  /// @param further arguments that replace or extend these
  /// @return a JVM whose heap limit is not known yet
  MeasuredJvm with(Path home, JvmArguments further) {
    return new MeasuredJvm(home, new JvmArguments(arguments).with(further).words(), heapBytes);
  }

  /// The same, with the heap limit that the JVM itself reported.
  MeasuredJvm withHeap(long bytes) {
    return new MeasuredJvm(javaHome, arguments, bytes);
  }

  /// Whether the two differ at most in the order of their arguments.
  boolean runsLike(MeasuredJvm other) {
    return javaHome.equals(other.javaHome)
        && new JvmArguments(arguments).setTheSameAs(new JvmArguments(other.arguments));
  }

  /// The arguments of a fork: JMH passes on nothing else from the host's JVM.
  ///
  /// @return the arguments, and the temporary folder of this JVM, which differs from run to run
  List<String> forkArguments() {
    return Stream.concat(
            arguments.stream(),
            Stream.of("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")))
        .toList();
  }

  /// The launcher of the runtime.
  ///
  /// @return path of `java`
  public Path executable() {
    return javaHome.resolve("bin").resolve("java");
  }
}
