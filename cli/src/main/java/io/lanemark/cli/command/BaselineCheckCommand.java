package io.lanemark.cli.command;

import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.cli.option.AbOptions;
import io.lanemark.cli.option.ComparisonOptions;
import io.lanemark.environment.CodeHash;
import io.lanemark.guard.ab.AbMeasurement;
import io.lanemark.guard.ab.AbRequest;
import io.lanemark.guard.ab.AbResult;
import io.lanemark.guard.ab.Unmeasured;
import io.lanemark.guard.baseline.BaselineComparison;
import io.lanemark.guard.baseline.BaselineSource;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.results.ResultsFolder;
import java.nio.file.Files;
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

/// `lanemark baseline check`: compares the jar or the results of a build with a baseline.
@Command(
    name = "check",
    header = "Compare the jar or the results of a build with a baseline.",
    customSynopsis = {
      "lanemark baseline check --baseline=PATH --jar=JAR [OPTIONS]",
      "                               [-- JMH OPTIONS]",
      "       lanemark baseline check --baseline=PATH --results=PATH [OPTIONS]"
    },
    description =
        "If the baseline is a jar, measures it in turns with --jar, as 'ab' does. If the baseline"
            + " is results, compares them with --results; both must come from the same kind of"
            + " machine and setup. The verdicts then say that the sides were not measured side by"
            + " side, and the default of --margin is 10%%.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:no regression, or nothing could be compared",
      "1:a regression, or an accepted change has expired",
      "2:with --strict: a case is inconclusive or only in the base, or nothing could be compared",
      "3:no regression shown, but trials failed; with --strict also: the machine changed too much",
      "64:wrong usage",
      "65:results or accepted changes cannot be read",
      "69:another JMH run uses the machine",
      "73:an output cannot be written"
    },
    footer = {
      "  scripts/lanemark baseline check --baseline main.jar --jar target/app.jar",
      "  scripts/lanemark baseline check --baseline baselines/main \\",
      "      --results results/20260101-120000",
      "  mvn verify -Dlanemark.baseline=baselines/main   # compares its results"
    })
final class BaselineCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--baseline",
      paramLabel = "PATH",
      required = true,
      description =
          "The baseline: a folder that 'baseline save' wrote, a benchmark jar, a results folder or"
              + " a JSON file of JMH.")
  private Path baseline;

  @Option(
      names = "--results",
      paramLabel = "PATH",
      description = "Results of the build, if the baseline is results.")
  private @Nullable Path results;

  @Option(
      names = "--jar",
      paramLabel = "JAR",
      description = "Benchmark jar of the build, if the baseline is a jar.")
  private @Nullable Path jar;

  @Mixin private AbOptions ab;

  @Override
  public Integer call() throws InterruptedException {
    ab.check(Stream.of(baseline, results, jar).filter(Objects::nonNull).toList());
    BaselineSource base = BaselineSource.of(baseline);
    return switch (base.kind()) {
      case JAR -> compareJars(base.path(), required("--jar", jar));
      case RESULTS, SCORES ->
          compareResults(base, BaselineSource.of(required("--results", results)));
    };
  }

  private Path required(String option, @Nullable Path path) {
    if (path == null) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is missing: it names what to compare with the baseline %s"
              .formatted(option, baseline));
    }
    return path;
  }

  private int compareJars(Path before, Path now) throws InterruptedException {
    if (!Files.isRegularFile(now)) {
      throw new ParameterException(
          spec.commandLine(), "--jar '%s' does not exist or is not a file".formatted(now));
    }
    if (CodeHash.of(before).equals(CodeHash.of(now))) {
      ab.selectedBenchmarks(now, Optional.empty());
      return publish(before, now, Unmeasured.sameCode(ab.comparison().settings()));
    }
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    AbRequest request =
        ab.request(
            RecordedCommand.ofThisProcess(spec),
            new AbRequest.Program(before, Optional.empty()),
            new AbRequest.Program(now, Optional.empty()));
    Path root = ab.outputFolder();
    AbResult result =
        new AbMeasurement(request, MeasuringHost::lockMachine, ab.progressTerminal(spec), _ -> {})
            .begin(root);
    Comparison all = ab.publishResult(result, root, spec);
    rewriteReport();
    return ab.exitCode(result, all).number();
  }

  private int compareResults(BaselineSource base, BaselineSource build)
      throws InterruptedException {
    if (build.kind() != base.kind()) {
      throw new ParameterException(
          spec.commandLine(),
          "--results must be %s like the baseline: '%s'"
              .formatted(BaselineSource.name(base.kind()), build.path()));
    }
    ComparisonOptions options = ab.comparison();
    ComparisonSettings settings = options.settings(BaselineComparison.MARGIN);
    BaselineComparison sides = BaselineComparison.read(base, build, options.filter());
    options.requireAny(sides.before(), sides.now());
    return publish(base.path(), build.path(), sides.compare(settings));
  }

  private int publish(Path base, Path candidate, Comparison found) throws InterruptedException {
    Comparison all = ab.publish(base.toString(), candidate.toString(), found, spec);
    rewriteReport();
    return ab.exitCode(all).number();
  }

  /// Writes the report again: it was written before there were verdicts to link to.
  private void rewriteReport() throws InterruptedException {
    Optional<Path> site = ab.outputs().pageFolder();
    Path run = results;
    if (site.isPresent() && run != null && ResultsFolder.holdsRun(run)) {
      ab.outputs().attempt(() -> ReportCommand.write(List.of(run), site.get(), ab.progress(spec)));
    }
  }
}
