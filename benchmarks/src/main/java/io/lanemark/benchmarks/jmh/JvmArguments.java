package io.lanemark.benchmarks.jmh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// JVM arguments, of which later ones replace earlier ones that set the same.
///
/// @param words one argument each, such as `-Xmx512m`
record JvmArguments(List<String> words) {

  private static final Pattern COLLECTOR = Pattern.compile("-XX:[+-]Use(\\w+GC)");
  private static final Pattern SWITCH = Pattern.compile("-XX:[+-](\\w+)");
  private static final Pattern SIZE = Pattern.compile("(-X(?:ms|mx|ss|mn))\\d.*");

  /// Other words for the same setting.
  private static final Map<String, String> SAME_AS =
      Map.of(
          "-XX:MaxHeapSize", "-Xmx",
          "-XX:MaxRAMPercentage", "-Xmx",
          "-XX:InitialHeapSize", "-Xms",
          "-XX:InitialRAMPercentage", "-Xms",
          "-XX:ThreadStackSize", "-Xss");

  /// What would run something else than a worker, or is set by the run itself.
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
  /// @throws IllegalArgumentException if a word is no JVM argument
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

  /// These, but for those that the others set too, then the others.
  ///
  /// @param others replace and add
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

  /// What an argument sets. A JVM has one collector; of arguments without a value that are none of
  /// the usual switches, each sets something of its own.
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
