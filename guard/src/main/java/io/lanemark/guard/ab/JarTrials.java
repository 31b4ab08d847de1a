package io.lanemark.guard.ab;

import io.lanemark.files.FileTree;
import io.lanemark.program.SupervisedProgram;
import io.lanemark.run.EndingProcess;
import io.lanemark.run.TrialFailedException;
import io.lanemark.run.TrialLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs trials of JMH jars: each is JMH with one fork, in a process of its own, with an empty
/// folder for temporary files. All other settings come from the benchmark itself.
final class JarTrials {

  /// From the start of JMH to that of the fork, and from the end of the last iteration to its own.
  private static final Duration OVERHEAD = Duration.ofMillis(1500);

  private static final Duration POLL = Duration.ofMillis(50);
  private static final int POLLS = 600;

  /// The first such line is that before the first fork. Its digits are those of the locale.
  private static final Pattern ESTIMATE =
      Pattern.compile(
          "# Run progress: .*% complete, ETA (?:(\\d+)\\D+)?(\\d+):(\\d+):(\\d+)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<Lane, JmhJar> jars = new EnumMap<>(Lane.class);
  private final JmhOptions options;
  private final Path folder;

  /// Trials of two jars.
  ///
  /// @param base what it was before
  /// @param candidate what it is now
  /// @param ruler measured next to them
  /// @param options of JMH, for both sides
  /// @param temporary where the folder of a trial is created, and deleted when the next one begins
  /// @throws InterruptedException if interrupted; nothing is left running
  JarTrials(JmhJar base, JmhJar candidate, Ruler ruler, JmhOptions options, Path temporary)
      throws InterruptedException {
    jars.put(Lane.BASE, base);
    jars.put(Lane.CANDIDATE, candidate);
    jars.put(Lane.RULER, ruler.jar());
    this.options = options;
    this.folder = temporary.resolve("trial");
  }

  /// Runs one trial.
  ///
  /// @param lane which jar
  /// @param subject what of it
  /// @param limit how long it may take
  /// @return what JMH wrote; there until the next trial
  /// @throws TrialFailedException if there are no scores
  /// @throws InterruptedException if interrupted; nothing is left running
  Path run(Lane lane, Subject subject, Duration limit)
      throws TrialFailedException, InterruptedException {
    Path scores = folder.resolve("scores.json");
    List<String> arguments = new ArrayList<>(fixed(lane));
    arguments.addAll(List.of("-rf", "json", "-rff", scores.toString()));
    for (Map.Entry<String, String> parameter : subject.parameters().entrySet()) {
      if (parameter.getValue().contains(",")) {
        throw new TrialFailedException(
            "JMH cannot take a parameter value with a comma: %s=%s; leave it out with --exclude"
                .formatted(parameter.getKey(), parameter.getValue()));
      }
      arguments.addAll(List.of("-p", parameter.getKey() + "=" + parameter.getValue()));
    }
    arguments.add(include(subject.benchmark()));
    TrialLog log = TrialLog.ofJmh(folder);
    try {
      renewFolder();
      try (SupervisedProgram program = start(jar(lane).command(folder, arguments))) {
        OptionalInt exitCode = program.await(limit);
        if (exitCode.isEmpty()) {
          throw new TrialFailedException(
              String.format(
                  Locale.ROOT,
                  "it took longer than %d s and was stopped; %s",
                  limit.toSeconds(),
                  log.lastWords()));
        }
        if (exitCode.getAsInt() != 0 || !Files.exists(scores) || Files.size(scores) == 0) {
          throw new TrialFailedException(
              String.format(Locale.ROOT, "exit code %d; %s", exitCode.getAsInt(), log.lastWords()));
        }
      }
      return scores;
    } catch (IOException e) {
      throw new TrialFailedException("its files cannot be read or written: " + e.getMessage());
    }
  }

  /// Asks JMH how long a trial will take: it says so before it starts the first fork.
  ///
  /// @param lane which jar
  /// @param benchmarks names of some
  /// @param combinations how many combinations of parameters they have
  /// @return the mean of their trials, start and end of the processes included
  /// @throws TrialFailedException if it does not say so
  /// @throws InterruptedException if interrupted; nothing is left running
  Duration expected(Lane lane, List<String> benchmarks, int combinations)
      throws TrialFailedException, InterruptedException {
    List<String> arguments = new ArrayList<>(options.arguments());
    arguments.addAll(List.of("-f", "1", "-wf", "0"));
    benchmarks.stream().map(JarTrials::include).forEach(arguments::add);
    TrialLog log = TrialLog.ofJmh(folder);
    Path answer = folder.resolve("estimate.txt");
    try {
      renewFolder();
      try (SupervisedProgram program = start(jar(lane).question(folder, answer, arguments))) {
        for (int poll = 0; poll < POLLS; poll++) {
          boolean ended = program.await(POLL).isPresent();
          Optional<Duration> estimate = estimate(answer);
          if (estimate.isPresent()) {
            return OVERHEAD.plus(estimate.get().dividedBy(combinations));
          }
          if (ended) {
            break;
          }
        }
      }
      throw new TrialFailedException("JMH does not say how long it will take; " + log.lastWords());
    } catch (IOException e) {
      throw new TrialFailedException("its files cannot be read or written: " + e.getMessage());
    }
  }

  private static Optional<Duration> estimate(Path answer) throws IOException {
    return Files.exists(answer) ? estimate(Files.readString(answer)) : Optional.empty();
  }

  /// How long JMH says that all forks will take.
  ///
  /// @param text what it has written so far, in any locale
  /// @return empty if it has not said so yet
  static Optional<Duration> estimate(String text) {
    Matcher estimate = ESTIMATE.matcher(text);
    return estimate.find() ? Optional.of(duration(estimate)) : Optional.empty();
  }

  private static Duration duration(Matcher estimate) {
    String days = estimate.group(1);
    return Duration.ofDays(days == null ? 0 : Long.parseLong(days))
        .plusHours(Long.parseLong(estimate.group(2)))
        .plusMinutes(Long.parseLong(estimate.group(3)))
        .plusSeconds(Long.parseLong(estimate.group(4)));
  }

  private List<String> fixed(Lane lane) {
    List<String> arguments =
        new ArrayList<>(lane == Lane.RULER ? List.of() : options.withoutParameters());
    arguments.addAll(List.of("-f", "1", "-wf", "0", "-foe", "true"));
    return arguments;
  }

  private static String include(String benchmark) {
    return "^" + Pattern.quote(benchmark) + "$";
  }

  private JmhJar jar(Lane lane) {
    JmhJar jar = jars.get(lane);
    if (jar == null) {
      throw new IllegalArgumentException("no jar for " + lane);
    }
    return jar;
  }

  private SupervisedProgram start(List<String> command) throws IOException {
    return SupervisedProgram.start(command, TrialLog.ofJmh(folder).file());
  }

  /// Whatever cleans temporary folders may have deleted all of them.
  private void renewFolder() throws IOException {
    new FileTree(folder).delete();
    EndingProcess.createDirectories(folder);
  }
}
