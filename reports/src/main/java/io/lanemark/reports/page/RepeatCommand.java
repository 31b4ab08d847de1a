package io.lanemark.reports.page;

import io.lanemark.results.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Commands to paste into a shell.
final class RepeatCommand {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private static final String IN_FLIGHT = "--in-flight";

  private static final String PARAMETERS = "--param";

  /// Options that a repetition sets itself, or must not have.
  private static final Set<String> REPLACED =
      Set.of("--workload", "--suite", "--seed", "--output", "--profile", PARAMETERS, IN_FLIGHT);

  private RepeatCommand() {}

  /// The command that measures one workload of a run again, with the same profile, seed and
  /// options, and a new output folder. It has only the K of the chart and the parameters of the
  /// workload.
  static String of(Run run, String workload, String arguments, int inFlight) {
    List<String> words = new ArrayList<>();
    boolean inFlightGiven = false;
    boolean parametersGiven = false;
    boolean skipped = false;
    for (String word : run.request().command()) {
      String option = word.split("=", 2)[0];
      if (skipped) {
        skipped = false;
      } else if (REPLACED.contains(option)) {
        skipped = option.equals(word);
        inFlightGiven |= option.equals(IN_FLIGHT);
        parametersGiven |= option.equals(PARAMETERS);
      } else {
        words.add(word);
      }
    }
    words.addAll(List.of("--profile", run.request().profile(), "--workload", workload));
    if (parametersGiven && !arguments.isEmpty()) {
      words.addAll(List.of(PARAMETERS, arguments));
    }
    if (inFlightGiven) {
      words.addAll(List.of(IN_FLIGHT, Integer.toString(inFlight)));
    }
    words.addAll(List.of("--seed", Long.toString(run.request().seed())));
    return quoted(words);
  }

  /// Arguments as one line, quoted for a POSIX shell.
  static String quoted(List<String> words) {
    return words.stream().map(RepeatCommand::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
