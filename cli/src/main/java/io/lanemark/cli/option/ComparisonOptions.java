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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// What a comparison goes by.
@Command
public final class ComparisonOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--margin",
      paramLabel = "[REGEX=]SHARE",
      converter = MarginOption.Converter.class,
      description =
          "Changes of up to this much do not count, such as 3%%; with a regular expression, for the"
              + " cases in whose benchmark, mode and parameters it is found, and the first that"
              + " fits holds. Default: 3%%.")
  private List<MarginOption> margins = List.of();

  @Option(
      names = "--fdr",
      paramLabel = "SHARE",
      converter = Share.class,
      defaultValue = "5%",
      description =
          "False discovery rate: the expected share of false ones among the changes that are named,"
              + " over all cases. Default: 5%%.")
  private double falseDiscoveryRate;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      converter = RegularExpression.class,
      description =
          "Only cases in whose benchmark and parameters it is found; in 'compare' also the mode.")
  private @Nullable Pattern include;

  @Option(
      names = "--exclude",
      paramLabel = "REGEX",
      converter = RegularExpression.class,
      description =
          "No case in whose benchmark and parameters it is found; in 'compare' also the mode.")
  private @Nullable Pattern exclude;

  @Option(
      names = "--accepted",
      paramLabel = "FILE",
      description =
          "Regressions that are accepted: a JSON array of objects with case, reason, range, commit"
              + " and expires. See docs/verdicts.md.")
  private @Nullable Path accepted;

  private @Nullable AcceptedChanges acceptedChanges;

  @Option(
      names = "--strict",
      description =
          "Exit with 2 where a case is inconclusive, only in the base, or not to be compared.")
  private boolean strict;

  @Option(names = "--all", description = "List the cases that are the same, too.")
  private boolean all;

  /// What was chosen.
  ///
  /// @throws ParameterException if it will not do
  public ComparisonSettings settings() {
    return settings(Margins.DEFAULT.usual());
  }

  /// What was chosen.
  ///
  /// @param usualMargin where none was chosen
  /// @throws ParameterException if it will not do
  public ComparisonSettings settings(double usualMargin) {
    try {
      return new ComparisonSettings(MarginOption.margins(margins, usualMargin), falseDiscoveryRate);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /// Which cases were chosen.
  public CaseFilter filter() {
    return new CaseFilter(Optional.ofNullable(include), Optional.ofNullable(exclude));
  }

  /// Refuses filters that leave nothing on either side.
  ///
  /// @throws ParameterException if they do
  public void requireAny(List<Measured> base, List<Measured> candidate) {
    if (base.isEmpty() && candidate.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no case of either side is selected by --include and --exclude");
    }
  }

  /// What is accepted, as of today. The file is read once: what becomes of it while something is
  /// measured changes nothing.
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

  /// Whether it counts that something is inconclusive.
  public boolean strict() {
    return strict;
  }

  /// Whether the terminal lists all cases.
  boolean all() {
    return all;
  }
}
