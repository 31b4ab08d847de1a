package io.lanemark.cli;

import io.lanemark.results.Environment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What of the environment decides about figures. The memory that is free changes from moment to
/// moment, and is none of it.
final class DecisiveFacts {

  private static final Map<String, Function<Environment, @Nullable Object>> BY_NAME = byName();

  private DecisiveFacts() {}

  private static Map<String, Function<Environment, @Nullable Object>> byName() {
    Map<String, Function<Environment, @Nullable Object>> facts = new LinkedHashMap<>();
    facts.put("the operating system", Environment::operatingSystem);
    facts.put("the kernel", Environment::kernel);
    facts.put("the architecture", Environment::architecture);
    facts.put("the processor", Environment::processor);
    facts.put("the number of cores", Environment::cores);
    facts.put("the memory", Environment::memoryBytes);
    facts.put("the control group", Environment::cgroup);
    facts.put("the processor quota", Environment::cpuQuotaCores);
    facts.put("the memory limit", Environment::memoryLimitBytes);
    facts.put("the frequency governor", Environment::governor);
    facts.put("the virtualization", Environment::virtualization);
    facts.put("the timer slack", Environment::timerSlackNanos);
    facts.put("the JDK", Environment::javaHome);
    facts.put("the Java version", Environment::javaVersion);
    facts.put("the Java vendor", Environment::javaVendor);
    facts.put("the virtual machine", Environment::javaVm);
    facts.put("the JVM arguments", Environment::jvmArguments);
    return facts;
  }

  /// The first fact that is another one now.
  ///
  /// @return which one, what it was and what it is; empty where all are the same
  static Optional<String> change(Environment then, Environment now) {
    return BY_NAME.entrySet().stream()
        .flatMap(
            fact ->
                change(fact.getKey(), fact.getValue().apply(then), fact.getValue().apply(now))
                    .stream())
        .findFirst();
  }

  /// Says of anything what it was and what it is.
  ///
  /// @return empty where it is the same
  static Optional<String> change(String name, @Nullable Object then, @Nullable Object now) {
    return Objects.equals(then, now)
        ? Optional.empty()
        : Optional.of("%s changed from %s to %s".formatted(name, then, now));
  }
}
