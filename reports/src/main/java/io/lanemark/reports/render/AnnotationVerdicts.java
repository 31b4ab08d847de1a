package io.lanemark.reports.render;

import io.lanemark.reports.regression.Comparison;
import io.lanemark.reports.regression.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Verdicts as GitHub's workflow commands, which it shows as annotations of a job.
public final class AnnotationVerdicts {

  /// GitHub shows ten errors and ten warnings of a step, and drops the rest.
  private static final int MOST = 10;

  private AnnotationVerdicts() {}

  /// Renders a comparison: an error for each regression, a warning for each case whose trials
  /// failed. Of more than ten, nine are named and the tenth line says how many there are besides.
  ///
  /// @param comparison what is said
  /// @return lines, each with its end; possibly none
  public static String of(Comparison comparison) {
    Set<String> ambiguous =
        VerdictText.ambiguous(
            comparison.verdicts().stream().map(verdict -> verdict.key().measured().benchmark()));
    return Stream.concat(
            lines(comparison, Verdict.Kind.REGRESSED, "error", ambiguous).stream(),
            lines(comparison, Verdict.Kind.INFRASTRUCTURE, "warning", ambiguous).stream())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> lines(
      Comparison comparison, Verdict.Kind kind, String level, Set<String> ambiguous) {
    List<Verdict> all =
        comparison.verdicts().stream().filter(verdict -> verdict.kind() == kind).toList();
    int named = all.size() > MOST ? MOST - 1 : all.size();
    Stream<String> lines =
        all.stream()
            .sorted(Comparator.comparing(Verdict::key))
            .limit(named)
            .map(
                verdict ->
                    command(
                        level,
                        "%s: %s %s"
                            .formatted(
                                VerdictText.kind(kind),
                                VerdictText.benchmark(
                                    verdict.key().measured().benchmark(), ambiguous),
                                VerdictText.details(verdict.key())),
                        VerdictText.sentence(verdict)));
    return named == all.size()
        ? lines.toList()
        : Stream.concat(
                lines,
                Stream.of(
                    command(
                        level, VerdictText.kind(kind), "%d more".formatted(all.size() - named))))
            .toList();
  }

  private static String command(String level, String title, String message) {
    return "::%s title=%s::%s"
        .formatted(level, data(title).replace(":", "%3A").replace(",", "%2C"), data(message));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
