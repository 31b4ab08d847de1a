package io.lanemark.cli.command;

import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.cli.option.AbOptions;
import io.lanemark.cli.option.RecordedCommand;
import io.lanemark.environment.CodeHash;
import io.lanemark.guard.ab.AbMeasurement;
import io.lanemark.guard.ab.AbRequest;
import io.lanemark.guard.ab.AbResult;
import io.lanemark.guard.ab.Unmeasured;
import io.lanemark.guard.baseline.BaselineSource;
import io.lanemark.guard.input.CaseFilter;
import io.lanemark.guard.input.RunNumber;
import io.lanemark.guard.input.Side;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Remark;
import io.lanemark.results.ResultsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/// `lanemark baseline check`: what a build has made or measured, beside a baseline.
@Command(
    name = "check",
    description =
        "Compares what a build has made or measured with a baseline. A jar is measured anew, in"
            + " turns with the jar of the build, as 'ab' does. Results are compared with those of"
            + " the build, where both come from the same kind of machine in the same setting, and"
            + " are marked as not measured side by side.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no regression, or nothing that could be compared",
      "1:at least one regression, or an accepted change that has expired",
      "2:with --strict: at least one case is inconclusive, or nothing could be compared",
      "3:no regression shown, but trials failed; with --strict also: the machine changed too much",
      "64:wrong usage",
      "65:results that cannot be read, accepted changes that cannot be read",
      "69:another JMH run on the machine",
      "73:an output that cannot be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/lanemark baseline check --baseline main.jar --jar target/benchmarks.jar",
      "  scripts/lanemark baseline check --baseline baselines/main --results"
          + " results/20260101-120000",
      "  mvn verify -Dlanemark.baseline=baselines/main     (the same, of the build's own results)"
    })
final class BaselineCheckCommand implements Callable<Integer> {

  /// What is not measured side by side differs for more reasons than the code.
  private static final double MARGIN_APART = 0.1;

  private static final List<RunNumber> NUMBERS =
      Stream.of("score", "p99", "memory", "cpu").map(RunNumber::named).toList();

  @Spec private CommandSpec spec;

  @Option(
      names = "--baseline",
      paramLabel = "PATH",
      required = true,
      description =
          "A benchmark jar, a results folder, JMH's JSON, or what 'baseline save' made of one.")
  private Path baseline;

  @Option(
      names = "--results",
      paramLabel = "PATH",
      description = "What the build has measured: compared where the baseline is results.")
  private @Nullable Path results;

  @Option(
      names = "--jar",
      paramLabel = "JAR",
      description = "What the build has made: measured where the baseline is a jar.")
  private @Nullable Path jar;

  @Mixin private AbOptions ab;

  @Override
  public Integer call() throws InterruptedException {
    ab.check();
    BaselineSource base = BaselineSource.of(baseline);
    return switch (base.kind()) {
      case JAR -> sideBySide(base.path(), required("--jar", jar));
      case RESULTS, SCORES -> apart(base, BaselineSource.of(required("--results", results)));
    };
  }

  private Path required(String option, @Nullable Path path) {
    if (path == null) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is missing: what the baseline %s is compared with".formatted(option, baseline));
    }
    return path;
  }

  private int sideBySide(Path before, Path now) throws InterruptedException {
    if (!Files.isRegularFile(now)) {
      throw new ParameterException(
          spec.commandLine(), "--jar '%s' does not exist, or is no file".formatted(now));
    }
    if (CodeHash.of(before).equals(CodeHash.of(now))) {
      ab.benchmarks(now, Optional.empty());
      return publish(before, now, Unmeasured.sameCode(ab.comparison().settings()));
    }
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    AbRequest request =
        ab.request(RecordedCommand.words(spec), before, now, Optional.empty(), Optional.empty());
    Path root = ab.root();
    AbResult result =
        new AbMeasurement(request, MeasuringHost::lockMachine, ab.terminal(spec)).begin(root);
    Comparison all = ab.conclude(result, root, spec);
    linkFromReport();
    return ab.exitCode(result, all).number();
  }

  private int apart(BaselineSource base, BaselineSource now) {
    if (now.kind() != base.kind()) {
      throw new ParameterException(
          spec.commandLine(),
          "--results must be a %s, as the baseline is: '%s'"
              .formatted(BaselineSource.name(base.kind()), now.path()));
    }
    ComparisonSettings settings = ab.comparison().settings(MARGIN_APART);
    List<Measured> before = read(base);
    List<Measured> measured = read(now);
    ab.comparison().requireAny(before, measured);
    Comparison compared =
        base.differenceTo(now)
            .map(
                difference ->
                    Comparison.of(List.of(), measured, settings)
                        .remarked(Remark.Kind.NOT_COMPARABLE, difference))
            .orElseGet(
                () -> Comparison.of(before, measured, settings).remarkedWhereNothingIsInCommon())
            .remarked(
                Remark.Kind.WARNING,
                "not side by side: whatever else changed between the measurements shows, too");
    return publish(base.path(), now.path(), compared);
  }

  private List<Measured> read(BaselineSource source) {
    CaseFilter filter = ab.comparison().filter();
    return Side.read(List.of(source.path()), NUMBERS, measured -> filter.selects(measured.key()));
  }

  private int publish(Path base, Path candidate, Comparison found) {
    Comparison all = ab.publish(base.toString(), candidate.toString(), found, spec);
    linkFromReport();
    return ab.exitCode(all).number();
  }

  /// The report of the results was written before there were verdicts to link to.
  private void linkFromReport() {
    Optional<Path> site = ab.outputs().report();
    if (site.isPresent() && results != null && ResultsFolder.holdsRun(results)) {
      ReportCommand.write(List.of(results), site.get(), ab.lines(spec));
    }
  }
}
