package io.lanemark.process;

import io.lanemark.multiprocessing.CompiledSources;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Class paths without folders, for JVMs that start from an AOT cache.
final class ClassPathJars {
  private ClassPathJars() {}

  /// The class path of this JVM, with a jar in place of each folder.
  static String ofThisJvm(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      jars.add(
          Files.isDirectory(path)
              ? pack(path, folder.resolve(jars.size() + ".jar")).toString()
              : entry);
    }
    return String.join(File.pathSeparator, jars);
  }

  /// Puts all files below a folder into a jar.
  static Path pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> content = Files.walk(classes)) {
      for (Path path : content.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        Files.copy(path, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  /// Compiles one class into a jar of its own, which may be there already.
  static void compile(String source, Path jar) throws IOException {
    pack(
        CompiledSources.compile(Files.createTempDirectory(jar.getParent(), "classes"), source),
        jar);
  }
}
