package io.lanemark.environment;

import org.jspecify.annotations.Nullable;

/// Files of lines such as `NAME="value"`, quoted or not: `os-release` and a JDK's `release`.
final class ShellVariables {

  private ShellVariables() {}

  static @Nullable String value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> unquoted(line.substring(name.length() + 1).strip()))
        .findFirst()
        .orElse(null);
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
