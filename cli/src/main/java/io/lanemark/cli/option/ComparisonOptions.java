package io.lanemark.cli.option;

import io.lanemark.guard.acceptance.AcceptedChanges;
import io.lanemark.guard.input.CaseFilter;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Margins;
import io.lanemark.guard.regression.Measured;
import io.lanemark.results.BadResultsException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options of every command that gives verdicts.
@Command
public final class ComparisonOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--margin",
      paramLabel = "[REGEX=]SHARE",
      converter = MarginOption.Converter.class,
      description =
          "Ignore changes up to this size, for example 3%%. With REGEX: only for cases whose"
              + " benchmark, mode and parameters match; the first REGEX that matches applies."
              + " Default: 3%%.")
  private List<MarginOption> margins = List.of();

  @Option(
      names = "--fdr",
      paramLabel = "SHARE",
      converter = ShareConverter.class,
      defaultValue = "5%",
      description =
          "False discovery rate: the expected share of false alarms among all reported changes."
              + " Default: 5%%.")
  private double falseDiscoveryRate;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      converter = RegexConverter.class,
      description =
          "Only cases whose benchmark and parameters match; 'compare' also looks at the mode.")
  private @Nullable Pattern include;

  @Option(
      names = "--exclude",
      paramLabel = "REGEX",
      converter = RegexConverter.class,
      description =
          "No cases whose benchmark and parameters match; 'compare' also looks at the mode.")
  private @Nullable Pattern exclude;

  @Option(
      names = "--accepted",
      paramLabel = "FILE",
      description =
          "File of accepted regressions: a JSON array of objects with case, reason, range, commit"
              + " and expires. See docs/verdicts.md.")
  private @Nullable Path accepted;

  private @Nullable AcceptedChanges acceptedChanges;

  @Option(
      names = "--strict",
      description =
          "Exit with code 2 if a case is inconclusive or only in the base, or if nothing could be"
              + " compared.")
  private boolean strict;

  @Option(names = "--all", description = "Also list the cases with the verdict SAME.")
  private boolean all;

  /// The settings, with the default margin unless `--margin` sets one.
  ///
  /// @throws ParameterException if an option is invalid
  public ComparisonSettings settings() {
    return settings(Margins.DEFAULT.usual());
  }

  /// The settings.
  ///
  /// @param usualMargin the margin unless `--margin` sets one
  /// @throws ParameterException if an option is invalid
  public ComparisonSettings settings(double usualMargin) {
    try {
      return new ComparisonSettings(MarginOption.margins(margins, usualMargin), falseDiscoveryRate);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /// The filter of `--include` and `--exclude`.
  public CaseFilter filter() {
    return new CaseFilter(Optional.ofNullable(include), Optional.ofNullable(exclude));
  }

  /// Refuses filters that select no case of either side.
  ///
  /// @param base the selected cases of the base
  /// @param candidate the selected cases of the candidate
  /// @throws ParameterException if both are empty
  public void requireAny(List<Measured> base, List<Measured> candidate) {
    if (base.isEmpty() && candidate.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no case of either side is selected by --include and --exclude");
    }
  }

  /// The inputs of a command, with the file of accepted changes if there is one.
  ///
  /// @param inputs what else the command reads
  /// @return all files and folders
  public List<Path> with(Collection<Path> inputs) {
    return Stream.concat(inputs.stream(), Stream.ofNullable(accepted)).toList();
  }

  /// The accepted changes, as of today. The file is read once, so that a change of it during a
  /// measurement has no effect.
  ///
  /// @throws BadResultsException if the file cannot be read
  public AcceptedChanges accepted() {
    if (acceptedChanges == null) {
      acceptedChanges =
          accepted == null
              ? AcceptedChanges.NONE
              : AcceptedChanges.read(accepted, LocalDate.now(ZoneOffset.UTC));
    }
    return acceptedChanges;
  }

  /// Whether an inconclusive case fails the command.
  public boolean strict() {
    return strict;
  }

  /// Whether the table lists all cases.
  boolean all() {
    return all;
  }
}
