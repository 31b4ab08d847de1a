package io.lanemark.environment;

import io.lanemark.results.Environment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of the environment decides about figures. The memory that is free changes from moment to
/// moment, and is none of it.
public final class DecisiveFacts {

  /// All of it: trials that follow must be those of the same run.
  public static final DecisiveFacts TO_RESUME = new DecisiveFacts(toResume());

  /// What makes two machines the same kind of machine, set up in the same way.
  public static final DecisiveFacts TO_COMPARE = new DecisiveFacts(toCompare());

  private static final double GIBIBYTE = 1L << 30;
  private static final Pattern NAME_OF_SYSTEM = Pattern.compile("[^\\d(]*[^\\d(\\s]");
  private static final Pattern MAJOR_AND_MINOR = Pattern.compile("\\d+\\.\\d+");

  private final Map<String, Function<Environment, @Nullable Object>> byName;

  private DecisiveFacts(Map<String, Function<Environment, @Nullable Object>> byName) {
    this.byName = byName;
  }

  private static Map<String, Function<Environment, @Nullable Object>> toResume() {
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

  /// Machines of one kind differ by some megabytes, and their systems by patches.
  private static Map<String, Function<Environment, @Nullable Object>> toCompare() {
    Map<String, Function<Environment, @Nullable Object>> facts = new LinkedHashMap<>();
    facts.put("the architecture", Environment::architecture);
    facts.put("the processor", Environment::processor);
    facts.put("the number of cores", Environment::cores);
    facts.put(
        "the memory", environment -> Math.round(environment.memoryBytes() / GIBIBYTE) + " GiB");
    facts.put("the processor quota", Environment::cpuQuotaCores);
    facts.put("the memory limit", Environment::memoryLimitBytes);
    facts.put(
        "the operating system",
        environment -> beginning(NAME_OF_SYSTEM, environment.operatingSystem()));
    facts.put("the kernel", environment -> beginning(MAJOR_AND_MINOR, environment.kernel()));
    facts.put("the frequency governor", Environment::governor);
    facts.put("the Java version", Environment::javaVersion);
    facts.put("the virtual machine", Environment::javaVm);
    facts.put("the JVM arguments", Environment::jvmArguments);
    return facts;
  }

  private static @Nullable String beginning(Pattern pattern, @Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = pattern.matcher(text);
    return matcher.lookingAt() ? matcher.group() : text;
  }

  /// The first fact that is another one now.
  ///
  /// @param then of the earlier run
  /// @param now of this run
  /// @return which one, what it was and what it is; empty where all are the same
  public Optional<String> change(Environment then, Environment now) {
    return byName.entrySet().stream()
        .flatMap(
            fact ->
                change(fact.getKey(), fact.getValue().apply(then), fact.getValue().apply(now))
                    .stream())
        .findFirst();
  }

  /// Says of anything what it was and what it is.
  ///
  /// @param name of the fact
  /// @param then its value in the earlier run
  /// @param now its value in this run
  /// @return empty where it is the same
  public static Optional<String> change(String name, @Nullable Object then, @Nullable Object now) {
    return Objects.equals(then, now)
        ? Optional.empty()
        : Optional.of("%s changed from %s to %s".formatted(name, then, now));
  }
}
