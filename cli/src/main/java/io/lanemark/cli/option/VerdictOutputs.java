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
import io.lanemark.text.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
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

  /// Whether one of the outputs replaces the table.
  boolean usesStandardOutput() {
    return files().anyMatch(STANDARD_OUTPUT::equals);
  }

  /// Whether annotations are printed.
  boolean printsAnnotations() {
    return github;
  }

  /// Refuses two outputs on standard output, and files that cannot be written, before a
  /// measurement.
  ///
  /// @throws ParameterException if more than one output goes to standard output
  /// @throws CommandException if a file cannot be written
  public void check() {
    if (files().filter(STANDARD_OUTPUT::equals).count() > 1 || (github && usesStandardOutput())) {
      throw new ParameterException(
          spec.commandLine(), "only one output can go to standard output ('-')");
    }
    files().filter(file -> !file.equals(STANDARD_OUTPUT)).forEach(VerdictOutputs::requireWritable);
  }

  /// Writes verdicts to all requested outputs.
  ///
  /// @param base name of the base
  /// @param candidate name of the candidate
  /// @param comparison the verdicts
  /// @param options the options of the comparison
  /// @param out standard output
  /// @throws CommandException if an output cannot be written
  public void publish(
      String base,
      String candidate,
      Comparison comparison,
      ComparisonOptions options,
      PrintWriter out) {
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
      createFolder(report);
      write(report.resolve(PAGE), out, () -> ComparisonPage.of(base, candidate, comparison));
    }
    out.flush();
  }

  /// The folder for the page, if `--report` names one.
  public Optional<Path> pageFolder() {
    return Optional.ofNullable(report);
  }

  private Stream<Path> files() {
    return Stream.of(json, junit, markdown).filter(Objects::nonNull);
  }

  private static void write(@Nullable Path file, PrintWriter out, Supplier<String> content) {
    if (file == null) {
      return;
    }
    if (file.equals(STANDARD_OUTPUT)) {
      out.print(content.get());
      return;
    }
    try {
      Files.writeString(file, content.get());
    } catch (IOException e) {
      throw cannotCreate(file, e);
    }
  }

  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    boolean writable =
        Files.exists(file)
            ? Files.isRegularFile(file) && Files.isWritable(file)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (!writable) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE,
          "%s: the verdicts cannot be written there: the file or its folder is not writable"
              .formatted(file));
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw cannotCreate(folder, e);
    }
  }

  private static CommandException cannotCreate(Path path, IOException e) {
    return new CommandException(
        ExitCode.CANNOT_CREATE,
        FileErrorMessage.of(path, "the verdicts cannot be written there", e));
  }
}
