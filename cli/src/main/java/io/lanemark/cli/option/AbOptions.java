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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// How two jars are measured in turns and compared, whichever jars these are.
@Command
public final class AbOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--forks",
      paramLabel = "MIN..MAX",
      converter = ForkRangeOption.class,
      defaultValue = "3..10",
      description =
          "Forks of each side before anything is decided, and at most; fresh ones that confirm a"
              + " change come on top. Default: ${DEFAULT-VALUE}.")
  private ForkRange forks;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      defaultValue = "20m",
      description =
          "How long it may take, such as 20m or 1h30m: no trial begins that would not fit. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration budget;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws the order of the trials. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private ComparisonOptions comparison;

  @Mixin private VerdictOutputs outputs;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of the results; must not hold any. Default: ab/<time>.")
  private @Nullable Path output;

  @Parameters(
      paramLabel = "-- JMH OPTIONS",
      description = "Options of JMH for both sides, such as -- -wi 3 -i 5 -r 1s -p size=10.")
  private List<String> jmhOptions = List.of();

  /// What is asked for, as far as it can be told without starting anything.
  ///
  /// @param command the words that ask for it
  /// @param base jar of what it was before
  /// @param candidate jar of what it is now
  /// @param baseJava what runs the base, in the place of the java that runs this
  /// @param candidateJava the same of the candidate
  /// @throws ParameterException if it will not do
  public AbRequest request(
      List<String> command,
      Path base,
      Path candidate,
      Optional<Path> baseJava,
      Optional<Path> candidateJava) {
    try {
      return new AbRequest(
          command,
          base,
          candidate,
          baseJava,
          candidateJava,
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

  /// Where the results of a new run go.
  public Path root() {
    return output == null ? Path.of("ab", RunFolder.runId(Instant.now())) : output;
  }

  /// What would be measured of a jar, where it is not going to be.
  ///
  /// @param java what runs it, in the place of the java that runs this
  /// @return at least one
  /// @throws CommandException if it is no jar of benchmarks, or none of them is selected
  public List<Subject> benchmarks(Path jar, Optional<Path> java) throws InterruptedException {
    try {
      return request(List.of(), jar, jar, java, java).candidateSubjects();
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /// Refuses what a comparison cannot be asked, before anything is started.
  ///
  /// @throws ParameterException if it will not do
  /// @throws BadResultsException if the accepted changes cannot be read
  public void check() {
    Path any = Path.of("");
    request(List.of(), any, any, Optional.empty(), Optional.empty());
    outputs.check();
    comparison.accepted();
  }

  /// Whether annotations are printed with the verdicts.
  public boolean printsAnnotations() {
    return outputs.printAnnotations();
  }

  /// What a comparison goes by.
  public ComparisonOptions comparison() {
    return comparison;
  }

  /// Where verdicts go.
  public VerdictOutputs outputs() {
    return outputs;
  }

  /// Progress goes where the verdicts do not.
  ///
  /// @param of the command that runs now
  /// @return standard output, or standard error where verdicts take the other
  public Terminal terminal(CommandSpec of) {
    return new Terminal(lines(of), Ansi.AUTO.enabled());
  }

  /// Progress goes where the verdicts do not.
  public PrintWriter lines(CommandSpec of) {
    return outputs.takeStandardOutput() ? of.commandLine().getErr() : of.commandLine().getOut();
  }

  /// Says what was found, wherever that was asked for.
  ///
  /// @param root folder of the results
  /// @param of the command that runs now, which may go on with another one's run
  /// @return the verdicts
  public Comparison conclude(AbResult result, Path root, CommandSpec of) {
    lines(of).print(AbConclusion.of(result));
    lines(of).println("Results: " + root.toAbsolutePath());
    lines(of).flush();
    AbFolder folder = AbFolder.open(root);
    return publish(
        folder.of(Lane.BASE).toString(), folder.of(Lane.CANDIDATE).toString(), result.all(), of);
  }

  /// Says what was found wherever that was asked for, as far as it is not accepted.
  ///
  /// @param base what the base is called
  /// @param candidate what the candidate is called
  /// @param found the verdicts
  /// @param of the command that runs now
  /// @return the verdicts, with what is accepted as such
  public Comparison publish(String base, String candidate, Comparison found, CommandSpec of) {
    Comparison all = comparison.accepted().applyTo(found);
    outputs.publish(base, candidate, all, comparison, of.commandLine().getOut());
    return all;
  }

  /// What a command exits with.
  ///
  /// @param all the verdicts on the result
  public ExitCode exitCode(AbResult result, Comparison all) {
    return comparison.strict() && result.ruler().isSuspicious()
        ? ExitCode.INFRASTRUCTURE
        : exitCode(all);
  }

  /// What a command exits with where nothing was measured.
  ///
  /// @param all the verdicts
  public ExitCode exitCode(Comparison all) {
    return all.outcome(comparison.strict()).exitCode();
  }
}
