package io.lanemark.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Environments for tests.
public final class SampleEnvironment {

  private SampleEnvironment() {}

  /// One that tells next to nothing, and has room for no process.
  public static Environment small() {
    return new Environment(
        new Environment.Machine("Linux", "6.1", "amd64", null, 2, 1024, 512),
        new Environment.Limits(null, null, null),
        new Environment.TimingInfluences(null, null, null),
        true,
        new Environment.Jvm("/jdk", "25", "vendor", "vm", List.of("-Xmx1m")));
  }

  /// A virtual machine.
  ///
  /// @param processor model name of its processor
  public static Environment virtualMachine(@Nullable String processor) {
    return new Environment(
        new Environment.Machine(
            "Debian GNU/Linux 12 (bookworm)",
            "6.1.0-28-amd64",
            "amd64",
            processor,
            2,
            8L << 30,
            6L << 30),
        new Environment.Limits("v2", null, null),
        new Environment.TimingInfluences(null, "virtual machine", 50_000L),
        true,
        new Environment.Jvm("/jdk", "25.0.3", "a vendor", "OpenJDK 64-Bit Server VM", List.of()));
  }
}
