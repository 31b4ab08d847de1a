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
  /// many carriers of virtual threads as cores. What the JVM would size by itself while it runs is
  /// fixed.
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

  /// What a fork is started with: JMH hands on nothing else of the host's JVM.
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
