package io.lanemark.guard.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Options of JMH for both sides of a comparison, such as `-wi 3 -r 1s`. Each takes one value,
/// since those without a value list or explain something.
///
/// @param words as on the command line
public record JmhOptions(List<String> words) {

  private static final String PARAMETER = "-p";

  private static final Set<String> SET_FOR_EACH_TRIAL = Set.of("-wf", "-rf", "-rff", "-jvm");

  /// All that begin with these letters but `-opi` are, and `-f5` is `-f` with its value.
  private static final Pattern SET_BY_LETTER = Pattern.compile("-(?!opi$)[efhlo].*");

  /// Copies the words, and refuses those that are no options, or that are not for the user to set.
  public JmhOptions {
    words = List.copyOf(words);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        throw new IllegalArgumentException(
            "expected options of JMH, such as -wi 3, after --, and not '%s'".formatted(word));
      }
      if (SET_FOR_EACH_TRIAL.contains(name(word)) || SET_BY_LETTER.matcher(name(word)).matches()) {
        throw new IllegalArgumentException(
            "JMH's %s is set for each trial, and cannot be given".formatted(name(word)));
      }
      if (!hasValue(word)) {
        i++;
        if (i == words.size()) {
          throw new IllegalArgumentException("JMH's %s needs a value".formatted(word));
        }
      }
    }
  }

  /// The options of a trial, which has its own parameters.
  ///
  /// @return the words without `-p` and its values
  List<String> withoutParameters() {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int length = hasValue(word) ? 1 : 2;
      if (!name(word).equals(PARAMETER)) {
        others.addAll(words.subList(i, i + length));
      }
      i += length - 1;
    }
    return List.copyOf(others);
  }

  private static String name(String word) {
    int end = word.indexOf('=');
    return end < 0 ? word : word.substring(0, end);
  }

  private static boolean hasValue(String word) {
    return word.indexOf('=') >= 0;
  }
}
