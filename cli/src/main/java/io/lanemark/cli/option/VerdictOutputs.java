package io.lanemark.cli.option;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.Reason;
import io.lanemark.guard.export.AnnotationVerdicts;
import io.lanemark.guard.export.JUnitVerdicts;
import io.lanemark.guard.export.JsonVerdicts;
import io.lanemark.guard.export.MarkdownVerdicts;
import io.lanemark.guard.export.TerminalVerdicts;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.reports.page.ComparisonPage;
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

/// Where verdicts go besides the terminal. A file named `-` is standard output, in place of the
/// table.
@Command
public final class VerdictOutputs {

  private static final Path STANDARD_OUTPUT = Path.of("-");
  private static final String PAGE = ComparisonPage.FILE_NAME;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes JSON there; '-' is standard output, in place of the table.")
  private @Nullable Path json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes JUnit's XML there.")
  private @Nullable Path junit;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Writes Markdown there, for a pull request or the summary of a job.")
  private @Nullable Path markdown;

  @Option(
      names = "--github",
      description =
          "Also prints GitHub's annotations, an error for each regression, on standard output.")
  private boolean github;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Writes the page " + PAGE + " there; the folder is made where it is not there.")
  private @Nullable Path report;

  /// Whether one of the outputs took the place of the table.
  boolean takeStandardOutput() {
    return files().anyMatch(STANDARD_OUTPUT::equals);
  }

  /// Whether annotations are printed.
  boolean printAnnotations() {
    return github;
  }

  /// Refuses two outputs in one stream, and files that there is no place for, before anything is
  /// measured for them.
  ///
  /// @throws ParameterException if more than one was to go to standard output
  /// @throws CommandException if a file cannot be made where it is to be
  public void check() {
    if (files().filter(STANDARD_OUTPUT::equals).count() > 1 || (github && takeStandardOutput())) {
      throw new ParameterException(
          spec.commandLine(), "only one output can go to standard output, '-'");
    }
    files().filter(file -> !file.equals(STANDARD_OUTPUT)).forEach(VerdictOutputs::requireRoom);
  }

  /// Says what was found, wherever that was asked for.
  ///
  /// @param base what the base is called
  /// @param candidate what the candidate is called
  /// @param comparison what was found
  /// @param options what it went by
  /// @param out standard output
  /// @throws CommandException if it cannot be written
  public void publish(
      String base,
      String candidate,
      Comparison comparison,
      ComparisonOptions options,
      PrintWriter out) {
    if (github) {
      out.print(AnnotationVerdicts.of(comparison));
    }
    if (!takeStandardOutput()) {
      out.print(TerminalVerdicts.of(comparison, options.all(), TerminalColours.wanted()));
    }
    out.flush();
    write(json, out, () -> JsonVerdicts.of(comparison));
    write(junit, out, () -> JUnitVerdicts.of(comparison, options.strict()));
    write(markdown, out, () -> MarkdownVerdicts.of(comparison));
    if (report != null) {
      make(report);
      write(report.resolve(PAGE), out, () -> ComparisonPage.of(base, candidate, comparison));
    }
    out.flush();
  }

  /// The folder that the page goes to, if it was asked for.
  public Optional<Path> report() {
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

  private static void requireRoom(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    boolean room =
        Files.exists(file)
            ? Files.isRegularFile(file) && Files.isWritable(file)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (!room) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE,
          "%s: the verdicts cannot be written there: no file can be made in that place"
              .formatted(file));
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw cannotCreate(folder, e);
    }
  }

  private static CommandException cannotCreate(Path path, IOException e) {
    return new CommandException(
        ExitCode.CANNOT_CREATE, Reason.of(path, "the verdicts cannot be written there", e));
  }
}
