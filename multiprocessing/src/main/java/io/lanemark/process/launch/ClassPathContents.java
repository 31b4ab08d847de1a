package io.lanemark.process.launch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.StreamSupport;

/// The contents of the jars of a class path, including those that match a wildcard or that a
/// manifest's `Class-Path` adds. For any thread.
///
/// A file is read once by each JVM, and again when its size, its time stamps or its inode differ.
final class ClassPathContents {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final String EVERY_JAR = "*";
  private static final String IDENTITY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
          ? "unix:size,lastModifiedTime,ctime,ino"
          : "size,lastModifiedTime,fileKey";

  private static final Map<Path, Jar> READ = new ConcurrentHashMap<>();

  private final Map<Path, String> entries = new LinkedHashMap<>();

  private ClassPathContents() {}

  /// Adds a class path to a fingerprint.
  ///
  /// @param classPath in the platform's syntax
  /// @throws NoAotCacheException if a cache is not possible for it
  static void addTo(Fingerprint fingerprint, String classPath) throws NoAotCacheException {
    ClassPathContents contents = new ClassPathContents();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (path.endsWith(EVERY_JAR)) {
        contents.addJarsOf(path.resolveSibling(""));
      } else {
        contents.add(path);
      }
    }
    // The text of the class path, too: the JVM compares it.
    fingerprint.add(classPath);
    contents.entries.forEach((path, hash) -> fingerprint.add(path.toString()).add(hash));
  }

  /// The launcher replaces the wildcard by them, in no particular order.
  private void addJarsOf(Path folder) throws NoAotCacheException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
      for (Path jar : StreamSupport.stream(jars.spliterator(), false).sorted().toList()) {
        add(jar);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new NoAotCacheException(
          "the jars of %s on the class path cannot be read: %s".formatted(folder, e), e);
    }
  }

  private void add(Path entry) throws NoAotCacheException {
    if (entries.containsKey(entry)) {
      return;
    }
    try {
      if (Files.isDirectory(entry)) {
        refuseUnlessEmpty(entry);
        entries.put(entry, "empty folder");
        return;
      }
      Jar jar = read(entry);
      entries.put(entry, jar.hash());
      for (Path further : jar.classPath()) {
        add(further);
      }
    } catch (NoSuchFileException e) {
      entries.put(entry, "missing");
    } catch (IOException e) {
      throw new NoAotCacheException(
          "%s on the class path cannot be read: %s".formatted(entry, e), e);
    }
  }

  private static void refuseUnlessEmpty(Path folder) throws IOException, NoAotCacheException {
    try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
      if (content.iterator().hasNext()) {
        throw new NoAotCacheException(
            "%s on the class path is a folder; an AOT cache supports only jars".formatted(folder));
      }
    }
  }

  private static Jar read(Path file) throws IOException {
    Map<String, Object> identity = Files.readAttributes(file, IDENTITY);
    Jar known = READ.get(file);
    if (known != null && known.identity().equals(identity)) {
      return known;
    }
    Jar jar = new Jar(identity, hash(file), manifestClassPath(file));
    READ.put(file, jar);
    return jar;
  }

  private static String hash(Path file) throws IOException {
    Fingerprint content = new Fingerprint();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        content.add(buffer, n);
      }
    }
    return content.toString();
  }

  /// URLs relative to the jar, separated by blanks.
  private static List<Path> manifestClassPath(Path file) throws IOException {
    List<Path> further = new ArrayList<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      String urls =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (urls != null) {
        for (String url : urls.strip().split("\\s+", -1)) {
          further.add(Path.of(file.toUri().resolve(url)));
        }
      }
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IOException("the Class-Path of its manifest: " + e.getMessage(), e);
    }
    return further;
  }

  /// @param identity by which it is recognised
  /// @param hash of its bytes
  /// @param classPath what its manifest adds
  private record Jar(Map<String, Object> identity, String hash, List<Path> classPath) {}
}
