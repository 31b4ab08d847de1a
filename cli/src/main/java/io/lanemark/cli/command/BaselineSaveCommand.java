package io.lanemark.cli.command;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.LockFile;
import io.lanemark.files.Reason;
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

/// `lanemark baseline save`: keeps a copy of results or of a jar.
@Command(
    name = "save",
    description =
        "Keeps a copy of a results folder, of what JMH wrote with '-rf json', or of a benchmark"
            + " jar. A baseline of that name is replaced when the new one is there as a whole.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is kept",
      "64:wrong usage",
      "65:results or a jar that cannot be read",
      "73:a baseline that cannot be written"
    })
final class BaselineSaveCommand implements Callable<Integer> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Path RESULTS = Path.of("results");

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "What is kept. Default: the newest run in the folder results.")
  private @Nullable Path from;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "main",
      description = "What it is called. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      defaultValue = BaselineCommand.FOLDER,
      description = "Folder of the baselines. Default: ${DEFAULT-VALUE}.")
  private Path to;

  @Option(
      names = "--commit",
      paramLabel = "COMMIT",
      description =
          "Commit of the sources that it is of. Default: that of the run, or of this checkout.")
  private @Nullable String commit;

  @Override
  public Integer call() throws InterruptedException {
    if (!NAME.matcher(name).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--name must be letters, digits, '.', '_' and '-': '%s'".formatted(name));
    }
    BaselineSource source = BaselineSource.of(from == null ? newestRun() : from);
    Baseline kept = keep(source, described(source));
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
    return new BadResultsException(RESULTS, "no run in it; say what to keep with --from");
  }

  private Baseline described(BaselineSource source) throws InterruptedException {
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
          ExitCode.CANNOT_CREATE, Reason.of(root, "the baseline cannot be written there", e));
    }
  }

  private static LockFile lock(Path root) throws IOException {
    return LockFile.take(root.resolve(".lock"))
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.CANNOT_CREATE,
                    "%s: another process saves this baseline".formatted(root)));
  }
}
