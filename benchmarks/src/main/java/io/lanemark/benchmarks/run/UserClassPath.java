package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.plan.WorkloadContract;
import io.lanemark.registry.Registry;
import io.lanemark.workload.WorkloadProvider;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Jars and folders of classes that a user adds to the class path with `--class-path`.
///
/// @param entries absolute; each exists
record UserClassPath(List<Path> entries) {

  private static final String PROPERTY = "java.class.path";

  UserClassPath {
    entries = List.copyOf(entries);
  }

  /// Checks what was given.
  ///
  /// @param paths each one or more entries, joined as on the platform's class paths
  /// @return the entries, in order
  /// @throws IllegalArgumentException if one does not exist, or is neither a jar nor a folder
  static UserClassPath of(List<String> paths) {
    List<Path> entries = new ArrayList<>();
    for (String path : paths) {
      for (String entry : path.split(Pattern.quote(File.pathSeparator), -1)) {
        entries.add(checked(entry));
      }
    }
    return new UserClassPath(entries);
  }

  private static Path checked(String entry) {
    Path path = Path.of(entry).toAbsolutePath().normalize();
    if (entry.isBlank() || !Files.exists(path)) {
      throw new IllegalArgumentException("--class-path: '%s' does not exist".formatted(entry));
    }
    if (!Files.isDirectory(path)) {
      try {
        checkJar(path);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "--class-path: '%s' is neither a jar nor a folder of classes: %s"
                .formatted(entry, e.getMessage()),
            e);
      }
    }
    return path;
  }

  /// Opening a pipe would wait for a writer.
  private static void checkJar(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("not a regular file");
    }
    new JarFile(path.toFile()).close();
  }

  /// Adds the entries to this JVM, and to every JVM that it starts from now on: forks, workers and
  /// backends take their class path from the system property. To be called once.
  void extendThisJvm() {
    if (entries.isEmpty()) {
      return;
    }
    String added =
        entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    System.setProperty(PROPERTY, System.getProperty(PROPERTY) + File.pathSeparator + added);
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(
        new URLClassLoader(
            "--class-path",
            entries.stream().map(UserClassPath::url).toArray(URL[]::new),
            thread.getContextClassLoader()));
  }

  /// All workloads: the built-in ones, and those of the entries.
  ///
  /// @return providers with valid declarations
  /// @throws IllegalArgumentException if a declaration is invalid, or there is no workload in the
  ///   entries
  Registry<WorkloadProvider> workloads() {
    Registry<WorkloadProvider> all =
        Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name);
    all.all().forEach(WorkloadContract::checkDeclaration);
    if (!entries.isEmpty() && ownNames(all).isEmpty()) {
      throw new IllegalArgumentException(
          "--class-path: no workload in %s: a file META-INF/services/%s must name its provider"
              .formatted(
                  String.join(", ", entries.stream().map(Path::toString).toList()),
                  WorkloadProvider.class.getName()));
    }
    return all;
  }

  /// The workloads of the entries.
  ///
  /// @param all what [#workloads] returned
  /// @return their names, in order
  List<String> ownNames(Registry<WorkloadProvider> all) {
    return all.all().stream().filter(this::isOwn).map(WorkloadProvider::name).toList();
  }

  private boolean isOwn(WorkloadProvider provider) {
    CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
    return source != null
        && entries.stream().anyMatch(entry -> url(entry).sameFile(source.getLocation()));
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path without an address: " + entry, e);
    }
  }
}
