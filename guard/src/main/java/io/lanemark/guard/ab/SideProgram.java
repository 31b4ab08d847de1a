package io.lanemark.guard.ab;

import java.util.Objects;

/// One side of an A/B run.
///
/// @param jar path of the jar
/// @param code SHA-256 over the names and contents of what is in the jar
/// @param java path of the `java` that runs it
/// @param javaVersion the version that it prints
public record SideProgram(String jar, String code, String java, String javaVersion) {

  /// Refuses missing parts.
  public SideProgram {
    Objects.requireNonNull(jar, "jar");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(java, "java");
    Objects.requireNonNull(javaVersion, "javaVersion");
  }

  /// Whether the other side is the same code on the same Java, so that every difference between the
  /// sides is noise.
  ///
  /// @param other the other side
  /// @return whether code and Java are the same
  public boolean isSameAs(SideProgram other) {
    return code.equals(other.code) && javaVersion.equals(other.javaVersion);
  }
}
