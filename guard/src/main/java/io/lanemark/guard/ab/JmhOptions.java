package io.lanemark.guard.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Options of JMH for both sides of a comparison, such as `-wi 3 -r 1s`. Each has one value:
/// options without a value only list or explain something.
///
/// @param arguments as on the command line
public record JmhOptions(List<String> arguments) {

  private static final String PARAMETER = "-p";

  private static final Set<String> SET_FOR_EACH_TRIAL = Set.of("-wf", "-rf", "-rff", "-jvm");

  /// Options that begin with one of these letters, except `-opi`; `-f5` is `-f` with its value.
  private static final Pattern SET_BY_LETTER = Pattern.compile("-(?!opi$)[efhlo].*");

  /// Copies the arguments, and refuses what is not an option, and options that cannot be set.
  public JmhOptions {
    arguments = List.copyOf(arguments);
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("-")) {
        throw new IllegalArgumentException(
            "expected JMH options such as -wi 3 after --: '%s'".formatted(argument));
      }
      if (SET_FOR_EACH_TRIAL.contains(name(argument))
          || SET_BY_LETTER.matcher(name(argument)).matches()) {
        throw new IllegalArgumentException(
            "JMH's %s cannot be set: each trial has its own".formatted(name(argument)));
      }
      if (!hasValue(argument)) {
        i++;
        if (i == arguments.size()) {
          throw new IllegalArgumentException("JMH's %s needs a value".formatted(argument));
        }
      }
    }
  }

  /// The options of a trial, which has its own parameters.
  ///
  /// @return the arguments without `-p` and its values
  List<String> withoutParameters() {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int length = hasValue(argument) ? 1 : 2;
      if (!name(argument).equals(PARAMETER)) {
        others.addAll(arguments.subList(i, i + length));
      }
      i += length - 1;
    }
    return List.copyOf(others);
  }

  private static String name(String argument) {
    int end = argument.indexOf('=');
    return end < 0 ? argument : argument.substring(0, end);
  }

  private static boolean hasValue(String argument) {
    return argument.indexOf('=') >= 0;
  }
}
