package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A jar of a user's, compiled against the packaged one as from a project of their own.
///
/// @param entries content by name
record UserJar(Map<String, byte[]> entries) {

  static final Path LANEMARK_JAR = Path.of("target", "lanemark.jar").toAbsolutePath();

  private static final String SERVICES = "META-INF/services/io.lanemark.workload.WorkloadProvider";
  private static final Pattern CLASS_NAME = Pattern.compile("public class (\\w+)");

  /// Offsets of the version in a class file.
  private static final int MAJOR_VERSION = 7;

  /// Compiles one public class in the unnamed package, which is the provider.
  static UserJar of(Path scratch, String source) throws IOException {
    Matcher name = CLASS_NAME.matcher(source);
    assertThat(name.find()).as(source).isTrue();
    Path file = scratch.resolve(name.group(1) + ".java");
    Path classes = Files.createTempDirectory(scratch, "classes");
    Files.writeString(file, source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                LANEMARK_JAR.toString(),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(failed).as(source).isZero();
    Map<String, byte[]> entries = new TreeMap<>();
    try (Stream<Path> compiled = Files.list(classes)) {
      for (Path path : compiled.toList()) {
        entries.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
    }
    entries.put(SERVICES, name.group(1).getBytes(StandardCharsets.UTF_8));
    return new UserJar(entries);
  }

  UserJar without(String name) {
    Map<String, byte[]> fewer = new TreeMap<>(entries);
    assertThat(fewer.remove(name)).as(name).isNotNull();
    return new UserJar(fewer);
  }

  UserJar withoutServices() {
    return without(SERVICES);
  }

  /// As if compiled for a Java that nobody has yet.
  UserJar ofTheFuture() {
    Map<String, byte[]> newer = new TreeMap<>(entries);
    newer.replaceAll(
        (name, content) -> {
          byte[] copy = content.clone();
          if (name.endsWith(".class")) {
            copy[MAJOR_VERSION] = 99;
          }
          return copy;
        });
    return new UserJar(newer);
  }

  Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return file;
  }

  /// The code blocks of a language in a page of the documentation.
  static List<String> blocks(String page, String language) throws IOException {
    String text = Files.readString(Path.of("..", "docs", page));
    Pattern block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    return block.matcher(text).results().map(result -> result.group(1)).toList();
  }

  /// Measures the workloads of a jar for a moment, one trial of each case with two tasks in flight.
  ///
  /// @param output folder for the results
  static Launched run(Path jar, Path output, String... options) throws Exception {
    return Launched.lanemark(
        Stream.concat(
                Stream.of(
                    "run",
                    "--class-path",
                    jar.toString(),
                    "--in-flight",
                    "2",
                    "--forks",
                    "1",
                    "--warmup-limit",
                    "500ms",
                    "--iterations",
                    "1",
                    "--iteration-time",
                    "500ms",
                    "--output",
                    output.toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }
}
