package io.lanemark.cli.option;

import io.lanemark.benchmarks.suite.RulerBenchmark;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.guard.ab.AbFolder;
import io.lanemark.guard.ab.AbRequest;
import io.lanemark.guard.ab.AbResult;
import io.lanemark.guard.ab.JmhOptions;
import io.lanemark.guard.ab.Lane;
import io.lanemark.guard.ab.Ruler;
import io.lanemark.guard.ab.Subject;
import io.lanemark.guard.export.AbConclusion;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.sequential.ForkRange;
import io.lanemark.results.BadResultsException;
import io.lanemark.run.RunFolder;
import io.lanemark.text.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options of every command that measures two jars in turns and compares them.
@Command
public final class AbOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--forks",
      paramLabel = "MIN..MAX",
      converter = ForkRangeConverter.class,
      defaultValue = "3..10",
      description =
          "Forks of each side: MIN before the first decision, and at most MAX. Forks that confirm a"
              + " change come on top. Default: ${DEFAULT-VALUE}.")
  private ForkRange forks;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "20m",
      description =
          "Time limit, for example 20m or 1h30m. A trial that would exceed it is not started."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration budget;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the random order of the trials. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private ComparisonOptions comparison;

  @Mixin private VerdictOutputs outputs;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for the results; it must not contain a run yet. Default: ab/<time>.")
  private @Nullable Path output;

  @Parameters(
      paramLabel = "-- JMH OPTIONS",
      hideParamSyntax = true,
      description = "JMH options for both sides, for example -- -wi 3 -i 5 -r 1s -p size=10.")
  private List<String> jmhOptions = List.of();

  /// The request for an A/B run, checked as far as possible without starting a process.
  ///
  /// @param command the command line of this process
  /// @param base the old jar
  /// @param candidate the new jar
  /// @throws ParameterException if an option is invalid
  public AbRequest request(
      List<String> command, AbRequest.Program base, AbRequest.Program candidate) {
    try {
      return new AbRequest(
          command,
          base,
          candidate,
          comparison.filter(),
          forks,
          budget,
          seed,
          comparison.settings(),
          new JmhOptions(jmhOptions),
          new Ruler(
              System.getProperty("java.class.path"), RulerBenchmark.class.getName() + ".hash"));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /// The folder for the results of a new run.
  public Path outputFolder() {
    return output == null ? Path.of("ab", RunFolder.runId(Instant.now())) : output;
  }

  /// The benchmarks of a jar that would be measured, for a comparison that measures nothing.
  ///
  /// @param jar a benchmark jar
  /// @param java runs the jar instead of the java that runs this process
  /// @return at least one
  /// @throws CommandException if it is not a benchmark jar, or no benchmark is selected
  /// @throws InterruptedException if interrupted
  public List<Subject> selectedBenchmarks(Path jar, Optional<Path> java)
      throws InterruptedException {
    try {
      AbRequest.Program program = new AbRequest.Program(jar, java);
      return request(List.of(), program, program).candidateSubjects();
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /// Refuses invalid options before a process is started.
  ///
  /// @param inputs files and folders that the command reads
  /// @throws ParameterException if an option is invalid
  /// @throws BadResultsException if the accepted changes cannot be read
  public void check(Collection<Path> inputs) {
    Path any = Path.of("");
    AbRequest.Program program = new AbRequest.Program(any, Optional.empty());
    request(List.of(), program, program);
    outputs.check(comparison.with(inputs));
    comparison.accepted();
  }

  /// Whether annotations are printed with the verdicts.
  public boolean printsAnnotations() {
    return outputs.printsAnnotations();
  }

  /// The options of the comparison.
  public ComparisonOptions comparison() {
    return comparison;
  }

  /// The options of the outputs.
  public VerdictOutputs outputs() {
    return outputs;
  }

  /// The terminal for progress lines.
  ///
  /// @param current the command that runs now
  /// @return standard output, or standard error if verdicts take standard output
  public Terminal progressTerminal(CommandSpec current) {
    return new Terminal(progress(current), Terminal.showsColours());
  }

  /// The writer for progress lines.
  ///
  /// @param current the command that runs now
  /// @return standard output, or standard error if verdicts take standard output
  public PrintWriter progress(CommandSpec current) {
    return outputs.usesStandardOutput()
        ? current.commandLine().getErr()
        : current.commandLine().getOut();
  }

  /// Writes the conclusion and the verdicts of an A/B run to all requested outputs.
  ///
  /// @param result what the run measured
  /// @param root folder of the results
  /// @param current the command that runs now; it may have resumed the run of an earlier one
  /// @return the verdicts, with accepted changes marked
  /// @throws InterruptedException if interrupted
  public Comparison publishResult(AbResult result, Path root, CommandSpec current)
      throws InterruptedException {
    progress(current).print(AbConclusion.of(result));
    progress(current).println("Results: " + root.toAbsolutePath());
    progress(current).flush();
    AbFolder folder = AbFolder.open(root);
    return publish(
        folder.of(Lane.BASE).toString(),
        folder.of(Lane.CANDIDATE).toString(),
        result.all(),
        current);
  }

  /// Writes verdicts to all requested outputs.
  ///
  /// @param base name of the base
  /// @param candidate name of the candidate
  /// @param found the verdicts
  /// @param current the command that runs now
  /// @return the verdicts, with accepted changes marked
  /// @throws InterruptedException if interrupted
  public Comparison publish(String base, String candidate, Comparison found, CommandSpec current)
      throws InterruptedException {
    Comparison all = comparison.accepted().applyTo(found);
    outputs.publish(base, candidate, all, comparison, current.commandLine().getOut());
    return all;
  }

  /// The exit code after a measurement.
  ///
  /// @param result what the run measured
  /// @param all the verdicts on it
  public ExitCode exitCode(AbResult result, Comparison all) {
    return comparison.strict() && result.ruler().isSuspicious()
        ? ExitCode.INFRASTRUCTURE
        : exitCode(all);
  }

  /// The exit code if nothing was measured.
  ///
  /// @param all the verdicts
  public ExitCode exitCode(Comparison all) {
    return outputs.exitCode(all.outcome(comparison.strict()).exitCode());
  }
}
