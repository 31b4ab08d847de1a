package io.lanemark.guard.ab;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What one trial runs: a benchmark with one value of each of its parameters. A benchmark of
/// several modes is one subject, and gives a score in each of them.
///
/// @param benchmark full name of the benchmark method
/// @param parameters values by name, in the order of the names
public record Subject(String benchmark, SortedMap<String, String> parameters)
    implements Comparable<Subject> {

  private static final Pattern NO_FILE_NAME = Pattern.compile("[^A-Za-z0-9._=+-]+");
  private static final int LONGEST_FILE_NAME = 100;

  /// Copies the parameters.
  public Subject {
    Objects.requireNonNull(benchmark, "benchmark");
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /// The same benchmark with one more parameter.
  ///
  /// @param name of the parameter
  /// @param value its value
  /// @return a subject that has all of its parameters
  public Subject with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new Subject(benchmark, more);
  }

  /// The subject as one line of text; equal subjects have equal texts.
  ///
  /// @return benchmark and parameters
  public String text() {
    return text(benchmark);
  }

  /// The same with only the class and the method of the benchmark.
  ///
  /// @return such as `Parser.parse size=10`
  public String shortText() {
    int method = benchmark.lastIndexOf('.');
    return text(benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1));
  }

  private String text(String name) {
    return parameters.entrySet().stream()
        .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("", name, ""));
  }

  /// A name for a file that a reader can recognize; two subjects may have the same.
  ///
  /// @return letters, digits and `._=+-`
  String fileName() {
    String name = NO_FILE_NAME.matcher(shortText()).replaceAll("-");
    return name.substring(0, Math.min(name.length(), LONGEST_FILE_NAME));
  }

  @Override
  public int compareTo(Subject other) {
    return text().compareTo(other.text());
  }
}
