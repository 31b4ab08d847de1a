package io.lanemark.cli.option;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.FileErrorMessage;
import io.lanemark.guard.export.AnnotationVerdicts;
import io.lanemark.guard.export.JUnitVerdicts;
import io.lanemark.guard.export.JsonVerdicts;
import io.lanemark.guard.export.MarkdownVerdicts;
import io.lanemark.guard.export.TerminalVerdicts;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.reports.page.ComparisonPage;
import io.lanemark.results.ResultsFolder;
import io.lanemark.text.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options that name outputs of verdicts. `-` is standard output, and replaces the table.
@Command
public final class VerdictOutputs {

  private static final Path STANDARD_OUTPUT = Path.of("-");
  private static final String PAGE = ComparisonPage.FILE_NAME;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write JSON to FILE, or to standard output ('-') instead of the table.")
  private @Nullable Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write JUnit XML to FILE, or to standard output ('-').")
  private @Nullable Path junit;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description =
          "Write Markdown to FILE, or to standard output ('-'), for a pull request or a job"
              + " summary.")
  private @Nullable Path markdown;

  @Option(
      names = "--github",
      description =
          "Also print GitHub annotations to standard output, an error for each regression.")
  private boolean github;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write the page " + PAGE + " to DIR, which is created if missing.")
  private @Nullable Path report;

  private final OutputFailures failures = new OutputFailures();

  /// Whether one of the outputs replaces the table.
  boolean usesStandardOutput() {
    return files().anyMatch(STANDARD_OUTPUT::equals);
  }

  /// Whether annotations are printed.
  boolean printsAnnotations() {
    return github;
  }

  /// Refuses two outputs in one place, outputs that would replace an input, and files that cannot
  /// be written, before a measurement.
  ///
  /// @param inputs files and folders that the command reads
  /// @throws ParameterException if two outputs go to one place, or one to that of an input
  /// @throws CommandException if a file cannot be written
  public void check(Collection<Path> inputs) {
    if (files().filter(STANDARD_OUTPUT::equals).count() > 1 || (github && usesStandardOutput())) {
      throw new ParameterException(
          spec.commandLine(), "only one output can go to standard output ('-')");
    }
    List<Path> named = files().filter(file -> !file.equals(STANDARD_OUTPUT)).toList();
    named.forEach(VerdictOutputs::requireWritable);
    refuseOverwriting(named, inputs);
    if (report != null) {
      requireWritableFolder(report);
    }
  }

  private void refuseOverwriting(List<Path> named, Collection<Path> inputs) {
    Set<Path> taken = new HashSet<>();
    for (Path file : named) {
      // A device, such as /dev/null, keeps nothing.
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        continue;
      }
      if (inputs.stream().anyMatch(input -> isInput(file, input))) {
        throw new ParameterException(
            spec.commandLine(), "an output would replace an input: " + file);
      }
      if (!taken.add(identity(file))) {
        throw new ParameterException(spec.commandLine(), "two outputs go to one file: " + file);
      }
    }
  }

  /// All files of JMH's JSON in a folder are inputs, also one that is written there now.
  private static boolean isInput(Path file, Path input) {
    Path written = identity(file);
    Path read = identity(input);
    return written.equals(read)
        || (read.equals(written.getParent()) && !ResultsFolder.holdsRun(input));
  }

  /// A path that two names of a file have in common, even if it does not exist yet.
  private static Path identity(Path file) {
    Path path = file.toAbsolutePath();
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path folder = path.getParent();
      return folder == null || folder.equals(path)
          ? path
          : identity(folder).resolve(String.valueOf(path.getFileName()));
    }
  }

  /// Writes verdicts to all requested outputs. One that cannot be written is one line on standard
  /// error, and changes the exit code.
  ///
  /// @param base name of the base
  /// @param candidate name of the candidate
  /// @param comparison the verdicts
  /// @param options the options of the comparison
  /// @param out standard output
  /// @throws InterruptedException if interrupted
  public void publish(
      String base,
      String candidate,
      Comparison comparison,
      ComparisonOptions options,
      PrintWriter out)
      throws InterruptedException {
    if (github) {
      out.print(AnnotationVerdicts.of(comparison));
    }
    if (!usesStandardOutput()) {
      out.print(TerminalVerdicts.of(comparison, options.all(), Terminal.showsColours()));
    }
    out.flush();
    write(json, out, () -> JsonVerdicts.of(comparison));
    write(junit, out, () -> JUnitVerdicts.of(comparison, options.strict()));
    write(markdown, out, () -> MarkdownVerdicts.of(comparison));
    if (report != null) {
      Path page = report.resolve(PAGE);
      write(page, out, () -> ComparisonPage.of(base, candidate, comparison));
    }
    out.flush();
  }

  /// Writes something else that belongs to the verdicts, in the same way.
  ///
  /// @param output what is written
  /// @throws InterruptedException if interrupted
  public void attempt(OutputFailures.Output output) throws InterruptedException {
    failures.attempt(output, spec.commandLine().getErr());
  }

  /// The exit code of a command that has published its verdicts.
  ///
  /// @param ofVerdicts the exit code of the verdicts
  /// @return 73 instead of 0 if an output could not be written
  public ExitCode exitCode(ExitCode ofVerdicts) {
    return failures.exitCode(ofVerdicts);
  }

  /// The folder for the page, if `--report` names one.
  public Optional<Path> pageFolder() {
    return Optional.ofNullable(report);
  }

  private Stream<Path> files() {
    return Stream.of(json, junit, markdown).filter(Objects::nonNull);
  }

  private void write(@Nullable Path file, PrintWriter out, Supplier<String> content)
      throws InterruptedException {
    if (STANDARD_OUTPUT.equals(file)) {
      out.print(content.get());
    } else if (file != null) {
      attempt(() -> write(file, content.get()));
    }
  }

  private static void write(Path file, String content) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE,
          FileErrorMessage.of(file, "the verdicts cannot be written there", e));
    }
  }

  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    boolean writable =
        Files.exists(file)
            ? !Files.isDirectory(file) && Files.isWritable(file)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (!writable) {
      throw notWritable(file, "the file or its folder");
    }
  }

  private static void requireWritableFolder(Path folder) {
    Path existing = folder.toAbsolutePath();
    Path parent = existing.getParent();
    while (parent != null && !Files.exists(existing)) {
      existing = parent;
      parent = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw notWritable(folder, existing.toString());
    }
  }

  private static CommandException notWritable(Path path, String what) {
    return new CommandException(
        ExitCode.CANNOT_CREATE,
        "%s: the verdicts cannot be written there: %s is not writable".formatted(path, what));
  }
}
