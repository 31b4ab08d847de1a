package io.lanemark.cli.command;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.FileErrorMessage;
import io.lanemark.files.LockFile;
import io.lanemark.guard.baseline.Baseline;
import io.lanemark.guard.baseline.BaselineFolder;
import io.lanemark.guard.baseline.BaselineSource;
import io.lanemark.guard.checkout.GitCheckout;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.text.Plural;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanemark baseline save`: saves a copy of results or of a jar.
@Command(
    name = "save",
    header = "Save a copy of results or of a jar as a baseline.",
    customSynopsis = "lanemark baseline save [OPTIONS]",
    description =
        "Copies a results folder, a JSON file of JMH ('-rf json') or a benchmark jar. Replaces an"
            + " existing baseline of the same name only when the new copy is complete.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:the baseline is saved",
      "64:wrong usage",
      "65:the results or the jar cannot be read",
      "73:the baseline cannot be written"
    },
    footer = {
      "  scripts/lanemark baseline save",
      "  scripts/lanemark baseline save --from target/benchmarks.jar --name release-2"
    })
final class BaselineSaveCommand implements Callable<Integer> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Path RESULTS = Path.of("results");

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "What to save. Default: the newest run in the folder results.")
  private @Nullable Path from;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "main",
      description = "Name of the baseline. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      defaultValue = BaselineCommand.FOLDER,
      description = "Folder of all baselines. Default: ${DEFAULT-VALUE}.")
  private Path to;

  @Option(
      names = "--commit",
      paramLabel = "COMMIT",
      description =
          "Commit of the measured sources. Default: the commit of the run, or of this checkout.")
  private @Nullable String commit;

  @Override
  public Integer call() throws InterruptedException {
    if (!NAME.matcher(name).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "invalid --name '%s': use up to 100 letters, digits, '.', '_' and '-', and begin with a"
                  .formatted(name)
              + " letter or digit");
    }
    BaselineSource source = BaselineSource.of(from == null ? newestRun() : from);
    Baseline kept = keep(source, describe(source));
    spec.commandLine()
        .getOut()
        .printf(
            "Baseline: %s, %s with %s%n",
            to.resolve(name),
            BaselineSource.name(kept.kind()),
            Plural.of(kept.cases().size(), "case"));
    return ExitCode.OK.number();
  }

  private static Path newestRun() {
    try (Stream<Path> entries = Files.list(RESULTS)) {
      return entries
          .filter(ResultsFolder::holdsRun)
          .max(Comparator.comparing(root -> ResultsFolder.open(root).run().times().startedAt()))
          .orElseThrow(BaselineSaveCommand::noRun);
    } catch (IOException e) {
      throw noRun();
    }
  }

  private static BadResultsException noRun() {
    return new BadResultsException(
        RESULTS, "no run in it; name the results or the jar with --from");
  }

  private Baseline describe(BaselineSource source) throws InterruptedException {
    List<String> cases = source.cases();
    Optional<Run> run = source.run();
    return new Baseline(
        Run.SCHEMA_VERSION,
        source.kind(),
        "",
        Instant.now(),
        commit(run),
        "",
        source.environment().orElseGet(BaselineSource::thisMachine),
        cases);
  }

  private @Nullable String commit(Optional<Run> run) throws InterruptedException {
    if (commit != null) {
      return commit;
    }
    String ofRun = run.isPresent() ? run.get().source().commit() : null;
    return ofRun == null ? new GitCheckout(Path.of("")).commit().orElse(null) : ofRun;
  }

  private Baseline keep(BaselineSource source, Baseline described) {
    Path root = to.resolve(name);
    try {
      Files.createDirectories(root);
      try (LockFile _ = lock(root)) {
        return new BaselineFolder(root).keep(source.path(), described);
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE,
          FileErrorMessage.of(root, "the baseline cannot be written there", e));
    }
  }

  private static LockFile lock(Path root) throws IOException {
    return LockFile.take(root.resolve(".lock"))
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.CANNOT_CREATE,
                    "%s: another process is saving this baseline".formatted(root)));
  }
}
