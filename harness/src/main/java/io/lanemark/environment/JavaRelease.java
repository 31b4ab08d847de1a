package io.lanemark.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The version and names that a JDK reports.
///
/// @param version full version of the runtime
/// @param vendor its vendor
/// @param vm name of the virtual machine
record JavaRelease(String version, String vendor, String vm) {

  private static final String UNKNOWN = "unknown";

  /// Asks the running JVM, or else reads the file that every JDK has in its folder.
  static JavaRelease of(Path javaHome) {
    return isOfThisJvm(javaHome)
        ? new JavaRelease(
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vendor"),
            System.getProperty("java.vm.name"))
        : read(javaHome.resolve("release"));
  }

  private static boolean isOfThisJvm(Path javaHome) {
    try {
      return Files.isSameFile(javaHome, Path.of(System.getProperty("java.home")));
    } catch (IOException e) {
      return false;
    }
  }

  private static JavaRelease read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      text = "";
    }
    String version = ShellVariables.value(text, "JAVA_RUNTIME_VERSION");
    return new JavaRelease(
        version == null ? orUnknown(ShellVariables.value(text, "JAVA_VERSION")) : version,
        orUnknown(ShellVariables.value(text, "IMPLEMENTOR")),
        orUnknown(ShellVariables.value(text, "JVM_VARIANT")));
  }

  private static String orUnknown(@Nullable String value) {
    return Objects.requireNonNullElse(value, UNKNOWN);
  }
}
