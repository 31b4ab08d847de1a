package io.lanemark.process.launch;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/// Looks for the main class of a JVM that is to be started, which is a class of this library. The
/// class path of a program may not have it: it is empty on the module path, and that of Maven in
/// `mvn exec:java`.
final class MainClassCheck {
  private static final int MAX_QUOTED_CHARS = 200;

  /// Options that may add classes.
  private static final List<String> ADDING =
      List.of("@", "-Xbootclasspath", "-javaagent", "--module-path", "-p", "--patch-module");

  private MainClassCheck() {}

  /// Refuses a class path without this library.
  ///
  /// @param command to start a class of this library
  /// @throws IllegalArgumentException if it would not find its main class
  static void check(JvmCommand command) {
    if (command.classPath().isEmpty()) {
      throw new IllegalArgumentException(
          "there is no class path for the JVMs that this program starts, because it runs on the"
              + " module path: name the jars and folders that they need, with the jar of this"
              + " library, with classPath(…)");
    }
    boolean mayHaveOthers =
        command.allOptions().stream()
            .anyMatch(option -> ADDING.stream().anyMatch(option::startsWith));
    if (mayHaveOthers) {
      return;
    }
    List<Path> entries = entries(command.classPath());
    if (!entries.contains(ownPlace()) && !has(entries, command.mainClass())) {
      throw new IllegalArgumentException(
          "the class path '%s' does not have this library (%s): name its jar, too, with classPath(…)"
              .formatted(shortened(command.classPath()), command.mainClass()));
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_QUOTED_CHARS ? text : text.substring(0, MAX_QUOTED_CHARS) + "…";
  }

  private static Path ownPlace() {
    CodeSource source = MainClassCheck.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? Path.of("") : Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Path.of("");
    }
  }

  private static List<Path> entries(String classPath) {
    List<Path> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      try {
        Path path = Path.of(entry).toAbsolutePath();
        if (path.endsWith("*")) {
          entries.addAll(jarsOf(path.resolveSibling("")));
        } else {
          entries.add(path);
        }
      } catch (InvalidPathException e) {
        // A name that this JVM cannot open cannot be opened by the other one.
      }
    }
    return entries;
  }

  private static List<Path> jarsOf(Path folder) {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
      found.forEach(jars::add);
    } catch (IOException e) {
      // A folder that cannot be read has no classes.
    }
    return jars;
  }

  /// Also finds jars that are named in the manifest of others.
  private static boolean has(List<Path> entries, String className) {
    URL[] urls = entries.stream().map(MainClassCheck::url).toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      return loader.findResource(className.replace('.', '/') + ".class") != null;
    } catch (IOException e) {
      throw new IllegalStateException("the jars of the class path cannot be closed: " + e, e);
    }
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not a path: " + entry, e);
    }
  }
}
