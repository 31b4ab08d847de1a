package io.lanemark.guard.history;

import io.lanemark.results.Environment;
import io.lanemark.results.Run;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/// When and where a run measured, and what.
///
/// @param at when it began, or its results were written
/// @param commit that was measured; empty if unknown
/// @param machine processor, cores and memory in one line
/// @param java version and name of the virtual machine
public record Origin(Instant at, String commit, String machine, String java) {

  private static final double GIB = 1L << 30;

  /// Refuses missing parts.
  public Origin {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(java, "java");
  }

  /// The origin of a results folder.
  ///
  /// @param run the content of its `run.json`
  /// @return its commit is that of Lanemark's own sources
  public static Origin of(Run run) {
    Environment environment = run.environment();
    return new Origin(
        run.times().startedAt(),
        Objects.requireNonNullElse(run.source().commit(), ""),
        machine(environment),
        java(environment.jvm().javaVersion(), environment.jvm().javaVm()));
  }

  /// A machine in one line: the facts that affect figures, and that stay the same when its system
  /// is updated.
  ///
  /// @param environment what the machine reports about itself
  /// @return such as `AMD EPYC 7763 64-Core Processor, 4 cores, 16 GiB, amd64`
  public static String machine(Environment environment) {
    Environment.Machine machine = environment.machine();
    Double quota = environment.limits().cpuQuotaCores();
    Long limit = environment.limits().memoryLimitBytes();
    long memoryBytes =
        limit == null ? machine.memoryBytes() : Math.min(limit, machine.memoryBytes());
    return String.format(
        Locale.ROOT,
        "%s, %d cores%s, %.0f GiB, %s",
        Objects.requireNonNullElse(machine.processor(), "unknown processor"),
        machine.cores(),
        quota == null ? "" : String.format(Locale.ROOT, " (quota %.1f)", quota),
        memoryBytes / GIB,
        machine.architecture());
  }

  /// A Java in one line.
  ///
  /// @param version full version
  /// @param virtualMachine its name
  /// @return both
  public static String java(String version, String virtualMachine) {
    return version + ", " + virtualMachine;
  }

  /// Whether the scores of both are comparable.
  ///
  /// @param other another origin
  /// @return whether machine and Java are the same
  public boolean isSamePlaceAs(Origin other) {
    return machine.equals(other.machine) && java.equals(other.java);
  }
}
