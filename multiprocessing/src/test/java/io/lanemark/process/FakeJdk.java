package io.lanemark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/// A JDK whose `java` is a shell script, which may start the real one.
final class FakeJdk {
  private FakeJdk() {}

  /// Makes one.
  ///
  /// @param folder where
  /// @param script with `$REAL` for the real `java`
  /// @return its home
  static Path in(Path folder, String script) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("jdk").resolve("bin"));
    Path java = bin.resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\nREAL=%s\n%s\n"
            .formatted(Path.of(System.getProperty("java.home"), "bin", "java"), script));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return folder.resolve("jdk");
  }

  /// The JVM of this process, started with that `java`.
  static JvmSettings settings(Path home) {
    return new JvmSettings(
        home, OpenedPools.SMALL, JvmSettings.ofThisJvm().classPath(), Set.of(), Map.of(), null);
  }
}
