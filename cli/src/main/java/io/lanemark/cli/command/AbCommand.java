package io.lanemark.cli.command;

import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.cli.option.AbOptions;
import io.lanemark.guard.ab.AbFolder;
import io.lanemark.guard.ab.AbMeasurement;
import io.lanemark.guard.ab.AbRequest;
import io.lanemark.guard.ab.AbResult;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.run.StoppedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanemark ab`: measures two jars of JMH benchmarks in turns, and compares them.
@Command(
    name = "ab",
    header = "Measure two jars of JMH benchmarks in turns, and compare them.",
    customSynopsis = {
      "lanemark ab --base=JAR --candidate=JAR [OPTIONS] [-- JMH OPTIONS]",
      "       lanemark ab --resume=DIR"
    },
    description =
        "Runs the forks of both sides in turns. Starts with few forks, adds more where they do not"
            + " decide, and confirms each change on new forks. Then gives a verdict for each case,"
            + " as 'compare' does. With the same jar on both sides it tests the machine: it shows"
            + " how many false alarms occur, and how small a change of each benchmark can be"
            + " detected.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:no regression",
      "1:a regression, or an accepted change has expired",
      "2:with --strict: a case is inconclusive or only in the base, or nothing could be compared",
      "3:no regression shown, but trials failed; with --strict also: the machine changed too much",
      "64:wrong usage",
      "65:the run cannot be resumed, or the accepted changes cannot be read",
      "69:another JMH run uses the machine",
      "73:an output cannot be written"
    },
    footer = {
      "  scripts/lanemark ab --base main.jar --candidate branch.jar",
      "  scripts/lanemark ab --base main.jar --candidate branch.jar --budget 45m \\",
      "      --include 'Parser|Lexer' --markdown comment.md",
      "  scripts/lanemark ab --base app.jar --candidate app.jar \\",
      "      --base-java /opt/jdk-21 --candidate-java /opt/jdk-25",
      "  scripts/lanemark ab --base main.jar --candidate branch.jar --forks 5..20 \\",
      "      -- -wi 3 -i 5 -w 1s -r 1s",
      "  scripts/lanemark ab --base main.jar --candidate main.jar   # tests the machine",
      "  scripts/lanemark ab --resume ab/20260101-120000"
    })
public final class AbCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--base", paramLabel = "JAR", description = "The old benchmark jar.")
  private @Nullable Path base;

  @Option(names = "--candidate", paramLabel = "JAR", description = "The new benchmark jar.")
  private @Nullable Path candidate;

  @Option(
      names = "--base-java",
      paramLabel = "PATH",
      description =
          "JDK folder or java program that runs the base. Default: the java that runs lanemark.")
  private @Nullable Path baseJava;

  @Option(
      names = "--candidate-java",
      paramLabel = "PATH",
      description =
          "JDK folder or java program that runs the candidate. Default: the java that runs"
              + " lanemark.")
  private @Nullable Path candidateJava;

  @Mixin private AbOptions options;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Resume the stopped run in DIR; takes no other options. Refused if a jar, a java or the"
              + " machine has changed.")
  private @Nullable Path resume;

  @Override
  public Integer call() throws InterruptedException {
    if (resume != null) {
      RecordedCommand.refuseOtherOptions("--resume", spec);
      return resume(AbFolder.open(resume));
    }
    AbRequest request = request();
    options.check(jars());
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    Path root = options.outputFolder();
    return publish(measurement(request).begin(root), root, spec);
  }

  private int resume(AbFolder stopped) throws InterruptedException {
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    AbCommand original = new AbCommand();
    AbRequest request;
    try {
      RecordedCommand.parse(stopped.plan().start().command(), "ab", original);
      request = original.request();
      original.options.check(original.jars());
    } catch (IllegalArgumentException | ParameterException e) {
      throw new StoppedRun<>(stopped).refused(String.valueOf(e.getMessage()));
    }
    return original.publish(measurement(request).resume(stopped), stopped.root(), spec);
  }

  private List<Path> jars() {
    return Stream.of(base, candidate).filter(Objects::nonNull).toList();
  }

  /// The request, checked as far as possible without starting a process.
  private AbRequest request() {
    return options.request(
        RecordedCommand.ofThisProcess(spec),
        new AbRequest.Program(required("--base", base), Optional.ofNullable(baseJava)),
        new AbRequest.Program(
            required("--candidate", candidate), Optional.ofNullable(candidateJava)));
  }

  private Path required(String option, @Nullable Path path) {
    if (path == null) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is missing: give the benchmark jars of both sides".formatted(option));
    }
    return path;
  }

  private AbMeasurement measurement(AbRequest request) {
    return new AbMeasurement(
        request,
        MeasuringHost::lockMachine,
        options.progressTerminal(spec),
        root -> MeasuringHost.resumeHint().leave(PastableCommand.resuming("ab", root).toString()));
  }

  private int publish(AbResult result, Path root, CommandSpec current) throws InterruptedException {
    Comparison all = options.publishResult(result, root, current);
    MeasuringHost.resumeHint().withdraw();
    return options.exitCode(result, all).number();
  }
}
