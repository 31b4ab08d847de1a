package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import joptsimple.OptionParser;
import org.apache.commons.math3.stat.StatUtils;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.generators.BenchmarkProcessor;

/// A jar with one class of JMH benchmarks, `sample.Sample`, compiled as in a user's project. JMH is
/// in a jar next to it.
///
/// @param path of the jar
record BenchmarkJar(Path path) {

  private static final List<Class<?>> JMH =
      List.of(Main.class, OptionParser.class, StatUtils.class);

  /// Compiles and packs.
  ///
  /// @param methods of the class
  static BenchmarkJar of(Path path, String methods) throws IOException {
    Path scratch = Files.createTempDirectory(path.getParent(), "classes");
    Path source = Files.writeString(scratch.resolve("Sample.java"), source(methods));
    Path classes = Files.createDirectory(scratch.resolve("out"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-cp",
                join(JMH.stream()),
                "-processorpath",
                join(Stream.of(BenchmarkProcessor.class, Main.class)),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(failed).as(methods).isZero();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            JMH.stream().map(each -> location(each).toString()).collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        jar.write(Files.readAllBytes(file));
      }
    }
    return new BenchmarkJar(path);
  }

  private static String source(String methods) {
    return """
    package sample;

    import java.util.concurrent.TimeUnit;
    import org.openjdk.jmh.annotations.*;

    @State(Scope.Benchmark)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 1, time = 20, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 2, time = 20, timeUnit = TimeUnit.MILLISECONDS)
    @Fork(5)
    public class Sample {
      long state = 1;

      long spin(int rounds) {
        for (int i = 0; i < rounds; i++) {
          state = state * 6364136223846793005L + 1442695040888963407L;
        }
        return state;
      }

    %s
    }
    """
        .formatted(methods);
  }

  private static String join(Stream<Class<?>> classes) {
    return classes
        .map(each -> Path.of(location(each)).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static URI location(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
