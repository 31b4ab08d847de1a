package io.lanemark.cli.command;

import io.lanemark.exit.ErrorLine;
import io.lanemark.exit.ExitCode;
import io.lanemark.guard.baseline.Baseline;
import io.lanemark.guard.baseline.BaselineFolder;
import io.lanemark.guard.baseline.BaselineSource;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lanemark baseline show`: shows saved baselines.
@Command(
    name = "show",
    header = "Show saved baselines.",
    customSynopsis = "lanemark baseline show [OPTIONS] [PATH]",
    description =
        "Prints the time, the commit, the machine, the Java version and the cases of each"
            + " baseline.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:success",
      "64:wrong usage",
      "65:there is no baseline, or one cannot be read"
    },
    footer = {
      "  scripts/lanemark baseline show",
      "  scripts/lanemark baseline show baselines/release-2"
    })
final class BaselineShowCommand implements Callable<Integer> {

  private static final double GIBIBYTE = 1L << 30;
  private static final String UNKNOWN = "unknown";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = BaselineCommand.FOLDER,
      description = "A baseline, or a folder of baselines. Default: ${DEFAULT-VALUE}.")
  private Path path;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ExitCode exitCode = ExitCode.OK;
    for (Path root : baselines()) {
      try {
        show(out, root, new BaselineFolder(root).baseline());
      } catch (BadResultsException e) {
        ErrorLine.print(spec.commandLine().getErr(), String.valueOf(e.getMessage()));
        exitCode = ExitCode.DATA;
      }
    }
    out.flush();
    return exitCode.number();
  }

  private List<Path> baselines() {
    if (BaselineFolder.holdsBaseline(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> found = entries.filter(BaselineFolder::holdsBaseline).sorted().toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException e) {
      // It is not a folder, so it contains no baseline.
    }
    throw new BadResultsException(path, "no baseline there; 'baseline save' creates one");
  }

  private static void show(PrintWriter out, Path root, Baseline baseline) {
    Environment.Machine machine = baseline.environment().machine();
    Environment.Jvm jvm = baseline.environment().jvm();
    out.printf("%s: %s%n", root, BaselineSource.name(baseline.kind()));
    out.printf("  saved    %s%n", baseline.savedAt().truncatedTo(ChronoUnit.SECONDS));
    out.printf("  commit   %s%n", Objects.requireNonNullElse(baseline.commit(), UNKNOWN));
    out.printf("  SHA-256  %s%n", baseline.code());
    out.printf(
        Locale.ROOT,
        "  machine  %s, %d cores, %.1f GiB, %s, kernel %s%n",
        Objects.requireNonNullElse(machine.processor(), machine.architecture()),
        machine.cores(),
        machine.memoryBytes() / GIBIBYTE,
        machine.operatingSystem(),
        Objects.requireNonNullElse(machine.kernel(), UNKNOWN));
    out.printf("  Java     %s, %s%n", jvm.javaVersion(), jvm.javaVm());
    out.printf(Locale.ROOT, "  cases    %d%n", baseline.cases().size());
    baseline.cases().forEach(each -> out.printf("    %s%n", each));
  }
}
