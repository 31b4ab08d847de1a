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

/// The facts of the environment that affect figures. Free memory is not among them, because it
/// changes from moment to moment.
public final class DecisiveFacts {

  /// All facts, because a resumed run must continue under the same conditions.
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
    facts.put("the operating system", environment -> environment.machine().operatingSystem());
    facts.put("the kernel", environment -> environment.machine().kernel());
    facts.put("the architecture", environment -> environment.machine().architecture());
    facts.put("the processor", environment -> environment.machine().processor());
    facts.put("the number of cores", environment -> environment.machine().cores());
    facts.put("the memory", environment -> environment.machine().memoryBytes());
    facts.put("the control group", environment -> environment.limits().cgroup());
    facts.put("the CPU quota", environment -> environment.limits().cpuQuotaCores());
    facts.put("the memory limit", environment -> environment.limits().memoryLimitBytes());
    facts.put("the frequency governor", environment -> environment.timing().governor());
    facts.put("the virtualization", environment -> environment.timing().virtualization());
    facts.put("the timer slack", environment -> environment.timing().timerSlackNanos());
    facts.put("the JDK", environment -> environment.jvm().javaHome());
    facts.put("the Java version", environment -> environment.jvm().javaVersion());
    facts.put("the Java vendor", environment -> environment.jvm().javaVendor());
    facts.put("the virtual machine", environment -> environment.jvm().javaVm());
    facts.put("the JVM arguments", environment -> environment.jvm().jvmArguments());
    return facts;
  }

  /// Machines of one kind differ by some megabytes, and their systems by patches.
  private static Map<String, Function<Environment, @Nullable Object>> toCompare() {
    Map<String, Function<Environment, @Nullable Object>> facts = new LinkedHashMap<>();
    facts.put("the architecture", environment -> environment.machine().architecture());
    facts.put("the processor", environment -> environment.machine().processor());
    facts.put("the number of cores", environment -> environment.machine().cores());
    facts.put(
        "the memory",
        environment -> Math.round(environment.machine().memoryBytes() / GIBIBYTE) + " GiB");
    facts.put("the CPU quota", environment -> environment.limits().cpuQuotaCores());
    facts.put("the memory limit", environment -> environment.limits().memoryLimitBytes());
    facts.put(
        "the operating system",
        environment -> beginning(NAME_OF_SYSTEM, environment.machine().operatingSystem()));
    facts.put(
        "the kernel", environment -> beginning(MAJOR_AND_MINOR, environment.machine().kernel()));
    facts.put("the frequency governor", environment -> environment.timing().governor());
    facts.put("the Java version", environment -> environment.jvm().javaVersion());
    facts.put("the virtual machine", environment -> environment.jvm().javaVm());
    facts.put("the JVM arguments", environment -> environment.jvm().jvmArguments());
    return facts;
  }

  private static @Nullable String beginning(Pattern pattern, @Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = pattern.matcher(text);
    return matcher.lookingAt() ? matcher.group() : text;
  }

  /// The first fact that has changed.
  ///
  /// @param then of the earlier run
  /// @param now of this run
  /// @return which one, its old value and its new one; empty if all are the same
  public Optional<String> change(Environment then, Environment now) {
    return byName.entrySet().stream()
        .flatMap(
            fact ->
                change(fact.getKey(), fact.getValue().apply(then), fact.getValue().apply(now))
                    .stream())
        .findFirst();
  }

  /// Describes how a fact has changed.
  ///
  /// @param name of the fact
  /// @param then its value in the earlier run
  /// @param now its value in this run
  /// @return empty if it is the same
  public static Optional<String> change(String name, @Nullable Object then, @Nullable Object now) {
    return Objects.equals(then, now)
        ? Optional.empty()
        : Optional.of("%s changed from %s to %s".formatted(name, then, now));
  }
}
