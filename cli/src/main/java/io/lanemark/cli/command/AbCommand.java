package io.lanemark.cli.command;

import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.cli.option.AbOptions;
import io.lanemark.cli.option.RecordedCommand;
import io.lanemark.guard.ab.AbFolder;
import io.lanemark.guard.ab.AbMeasurement;
import io.lanemark.guard.ab.AbRequest;
import io.lanemark.guard.ab.AbResult;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.run.StoppedRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanemark ab`: measures two jars of JMH benchmarks in turns, and says what changed.
@Command(
    name = "ab",
    description =
        "Measures two jars of JMH benchmarks side by side, fork by fork in turns: few forks first,"
            + " more where they do not tell, and what seems to have changed is confirmed on fresh"
            + " forks. Then it says of each case what 'compare' says. With the same jar on both"
            + " sides it proves this machine: it tells false alarms, and the smallest change of"
            + " each benchmark that can be seen here.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no regression",
      "1:at least one regression, or an accepted change that has expired",
      "2:with --strict: at least one case is inconclusive, or only in the base",
      "3:no regression shown, but trials failed; with --strict also: the machine changed too much",
      "64:wrong usage",
      "65:a run that cannot be resumed, accepted changes that cannot be read",
      "69:another JMH run on the machine",
      "73:an output that cannot be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/lanemark ab --base main.jar --candidate branch.jar",
      "  scripts/lanemark ab --base main.jar --candidate branch.jar --include 'Parser|Lexer'"
          + " --budget 45m --markdown comment.md",
      "  scripts/lanemark ab --base app.jar --candidate app.jar --base-java /opt/jdk-21"
          + " --candidate-java /opt/jdk-25",
      "  scripts/lanemark ab --base main.jar --candidate branch.jar --forks 5..20"
          + " -- -wi 3 -i 5 -w 1s -r 1s",
      "  scripts/lanemark ab --base main.jar --candidate main.jar   (the proof on this machine)",
      "  scripts/lanemark ab --resume ab/20260101-120000"
    })
public final class AbCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--base", paramLabel = "JAR", description = "What it was before.")
  private @Nullable Path base;

  @Option(names = "--candidate", paramLabel = "JAR", description = "What it is now.")
  private @Nullable Path candidate;

  @Option(
      names = "--base-java",
      paramLabel = "PATH",
      description =
          "The java that runs the base, or the folder of its JDK. Default: that which runs this.")
  private @Nullable Path baseJava;

  @Option(
      names = "--candidate-java",
      paramLabel = "PATH",
      description = "The same of the candidate.")
  private @Nullable Path candidateJava;

  @Mixin private AbOptions options;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Goes on with the run in this folder, which was stopped; refused if a jar, a java or the"
              + " machine is another one now. Goes with no other option.")
  private @Nullable Path resume;

  @Override
  public Integer call() throws InterruptedException {
    if (resume != null) {
      RecordedCommand.refuseOptionsBeside("--resume", spec);
      return goOn(AbFolder.open(resume));
    }
    AbRequest request = request();
    options.check();
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    Path root = options.root();
    return conclude(measurement(request).begin(root), root, spec);
  }

  private int goOn(AbFolder stopped) throws InterruptedException {
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    AbCommand original = new AbCommand();
    AbRequest request;
    try {
      RecordedCommand.parse(stopped.plan().command(), "ab", original);
      request = original.request();
      original.options.check();
    } catch (IllegalArgumentException | ParameterException e) {
      throw new StoppedRun<>(stopped).refused(String.valueOf(e.getMessage()));
    }
    return original.conclude(measurement(request).resume(stopped), stopped.root(), spec);
  }

  /// What was asked for, as far as it can be told without starting anything.
  private AbRequest request() {
    return options.request(
        RecordedCommand.words(spec),
        required("--base", base),
        required("--candidate", candidate),
        Optional.ofNullable(baseJava),
        Optional.ofNullable(candidateJava));
  }

  private Path required(String option, @Nullable Path path) {
    if (path == null) {
      throw new ParameterException(
          spec.commandLine(), "%s is missing: the jar of a side".formatted(option));
    }
    return path;
  }

  private AbMeasurement measurement(AbRequest request) {
    return new AbMeasurement(request, MeasuringHost::lockMachine, options.terminal(spec));
  }

  private int conclude(AbResult result, Path root, CommandSpec of) {
    Comparison all = options.conclude(result, root, of);
    return options.exitCode(result, all).number();
  }
}
