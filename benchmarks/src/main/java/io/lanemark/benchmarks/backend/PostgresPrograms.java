package io.lanemark.benchmarks.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked from this project's class path.
///
/// @param directory where they were unpacked
record PostgresPrograms(Path directory) {

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  private static final int OWNER_MAY_EXECUTE = 0100;

  /// Unpacks them, 60 MB.
  ///
  /// @param directory must not exist
  static PostgresPrograms unpack(Path directory) throws IOException {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!system.equals("Linux amd64")) {
      throw new IOException(
          "the embedded PostgreSQL runs only on Linux amd64, not on %s".formatted(system));
    }
    Files.createDirectory(directory);
    try (InputStream archive = PostgresPrograms.class.getResourceAsStream(ARCHIVE)) {
      if (archive == null) {
        throw new IOException("%s is missing from the class path".formatted(ARCHIVE));
      }
      TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, directory.resolve(entry.getName()));
      }
    }
    return new PostgresPrograms(directory);
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  /// Refuses a system that cannot run them.
  ///
  /// @throws IOException if it cannot; the message says why
  void requireRunnable() throws IOException, InterruptedException {
    PostgresCommand.requireUser();
    Path first = program("initdb");
    if (!Files.isExecutable(first)) {
      throw new IOException(
          "the file system of %s does not let programs run (mount option noexec)"
              .formatted(directory));
    }
    PostgresCommand.of(List.of(first.toString(), "--version"))
        .run("the embedded PostgreSQL does not run on this system");
  }

  Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }
}
