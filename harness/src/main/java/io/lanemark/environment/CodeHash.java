package io.lanemark.environment;

import io.lanemark.files.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Tells whether two class paths hold the same code: SHA-256 over the names and contents of all
/// files in jars and folders, entry by entry. When a file was written, and how a jar is compressed,
/// does not matter.
public final class CodeHash {

  private final DigestOutputStream digest =
      new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.newDigest());

  private CodeHash() {}

  /// Reads a class path. A few megabytes take less than a second.
  ///
  /// @param classPath in the platform's syntax; entries that do not exist are ignored, as by a JVM
  /// @return 64 hexadecimal digits
  /// @throws UncheckedIOException if an entry cannot be read
  public static String of(String classPath) {
    return of(
        Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator), -1))
            .map(Path::of)
            .toList());
  }

  /// Reads one entry of a class path, or any other file.
  ///
  /// @param entry a jar, a folder, or a file
  /// @return 64 hexadecimal digits
  /// @throws UncheckedIOException if it cannot be read
  public static String of(Path entry) {
    return of(List.of(entry));
  }

  private static String of(List<Path> entries) {
    CodeHash hash = new CodeHash();
    try {
      for (Path entry : entries) {
        hash.add(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be read: " + entries, e);
    }
    return HexFormat.of().formatHex(hash.digest.getMessageDigest().digest());
  }

  private void add(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      addFolder(entry);
    } else if (Files.exists(entry)) {
      addJar(entry);
    }
  }

  private void addFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        addName(folder.relativize(file).toString());
        Files.copy(file, digest);
      }
    }
  }

  private void addJar(Path file) throws IOException {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries =
          jar.stream()
              .filter(entry -> !entry.isDirectory())
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : entries) {
        addName(entry.getName());
        try (InputStream content = jar.getInputStream(entry)) {
          content.transferTo(digest);
        }
      }
    } catch (ZipException e) {
      // A JVM does not look for classes in such a file, but a change to it counts as a change.
      Files.copy(file, digest);
    }
  }

  /// A zero byte ends a name, because no name contains one.
  private void addName(String name) throws IOException {
    digest.write(name.getBytes(StandardCharsets.UTF_8));
    digest.write(0);
  }
}
