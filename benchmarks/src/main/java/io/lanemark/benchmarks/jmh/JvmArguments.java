package io.lanemark.benchmarks.jmh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// JVM arguments. Later ones replace earlier ones that change the same setting.
///
/// @param words one argument each, such as `-Xmx512m`
record JvmArguments(List<String> words) {

  private static final Pattern COLLECTOR = Pattern.compile("-XX:[+-]Use(\\w+GC)");
  private static final Pattern SWITCH = Pattern.compile("-XX:[+-](\\w+)");
  private static final Pattern SIZE = Pattern.compile("(-X(?:ms|mx|ss|mn))\\d.*");

  /// Arguments that change the same setting as another one.
  private static final Map<String, String> SAME_AS =
      Map.of(
          "-XX:MaxHeapSize", "-Xmx",
          "-XX:MaxRAMPercentage", "-Xmx",
          "-XX:InitialHeapSize", "-Xms",
          "-XX:InitialRAMPercentage", "-Xms",
          "-XX:ThreadStackSize", "-Xss");

  /// Arguments that would run something other than a worker, or that the run itself sets.
  private static final Set<String> NOT_OURS =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-jar",
          "-m",
          "--module",
          "-version",
          "--version",
          "-showversion",
          "--show-version",
          "-h",
          "-?",
          "-help",
          "--help",
          "--dry-run",
          "--list-modules",
          "-d",
          "--describe-module",
          "--validate-modules",
          "-fullversion",
          "--full-version",
          "-X",
          "--help-extra",
          "-Xshare:dump",
          "-Djava.io.tmpdir");

  /// Copies the words.
  JvmArguments {
    words = List.copyOf(words);
  }

  /// Reads what was given on a command line.
  ///
  /// @param text arguments, separated by spaces
  /// @return at least one
  /// @throws IllegalArgumentException if a word is not a JVM argument
  static JvmArguments parse(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    for (String word : words) {
      String option = word.split("=", 2)[0];
      if (!word.startsWith("-") || NOT_OURS.contains(option)) {
        throw new IllegalArgumentException(
            "--jvm-args takes JVM arguments separated by spaces, not '%s'".formatted(word));
      }
    }
    return new JvmArguments(words);
  }

  /// These arguments, without those that the others replace, followed by the others.
  ///
  /// @param others the arguments that replace or extend these
  /// @return both
  JvmArguments with(JvmArguments others) {
    Set<String> replaced = others.byKey().keySet();
    List<String> all = new ArrayList<>();
    words.stream().filter(word -> !replaced.contains(key(word))).forEach(all::add);
    all.addAll(others.words);
    return new JvmArguments(all);
  }

  /// Whether a JVM with these is the same as one with the others.
  boolean setTheSameAs(JvmArguments others) {
    return byKey().equals(others.byKey());
  }

  private Map<String, String> byKey() {
    Map<String, String> byKey = new LinkedHashMap<>();
    words.forEach(word -> byKey.put(key(word), word));
    return byKey;
  }

  /// The setting that an argument changes. A JVM has only one collector. An argument without a
  /// value that is not one of the usual switches is a setting by itself.
  private static String key(String word) {
    if (COLLECTOR.matcher(word).matches()) {
      return "collector";
    }
    Matcher onOrOff = SWITCH.matcher(word);
    if (onOrOff.matches()) {
      return "-XX:" + onOrOff.group(1);
    }
    Matcher size = SIZE.matcher(word);
    if (size.matches()) {
      return size.group(1);
    }
    String name = word.split("=", 2)[0];
    boolean severalMayBeGiven = name.startsWith("--add-");
    return severalMayBeGiven ? word : SAME_AS.getOrDefault(name, name);
  }

  /// The arguments as short as readers know them: `ParallelGC` for `-XX:+UseParallelGC`, `-Xmx1g`
  /// as it is.
  String shortName() {
    return String.join(" ", words.stream().map(JvmArguments::shortName).toList());
  }

  private static String shortName(String word) {
    Matcher collector = COLLECTOR.matcher(word);
    return collector.matches() && word.startsWith("-XX:+")
        ? collector.group(1)
        : word.startsWith("-XX:") ? word.substring("-XX:".length()) : word;
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
