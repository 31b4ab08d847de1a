package io.lanemark.benchmarks.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked from this project's class path.
///
/// They refuse to run as root. Root runs them in a separate user namespace, in which it is nobody
/// but still owns its files.
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
          "the embedded PostgreSQL runs only on Linux amd64, not on %s; give the address of a database with --jdbc-url"
              .formatted(system));
    }
    Files.createDirectories(directory);
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

  /// The command line that runs a command without the rights of root.
  ///
  /// @param words the command
  /// @return the command as this user has to give it
  static List<String> unprivileged(List<String> words) throws IOException {
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    List<String> command = new ArrayList<>(root ? List.of("unshare", "--user") : List.of());
    command.addAll(words);
    return command;
  }

  Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }
}
