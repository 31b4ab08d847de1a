package io.lanemark.guard.export;

import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Remark;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Verdicts as GitHub's workflow commands, which it shows as annotations of a job.
public final class AnnotationVerdicts {

  /// GitHub shows ten errors, ten warnings and ten notices of a step, and drops the rest.
  private static final int MOST = 10;

  private AnnotationVerdicts() {}

  /// Renders a comparison: an error for each regression and each expired acceptance, a warning for
  /// each case whose trials failed and for all other remarks, a notice for each accepted
  /// regression. If a level has more than ten, nine are listed, and the tenth line says how many
  /// more there are.
  ///
  /// @param comparison the verdicts
  /// @return lines, each with its end; possibly none
  public static String of(Comparison comparison) {
    Set<String> ambiguous = VerdictText.ambiguous(comparison.verdicts().stream().map(Verdict::key));
    Map<Level, List<Annotation>> annotations =
        Stream.concat(
                comparison.remarks().stream()
                    .sorted(Comparator.comparing(Remark::kind))
                    .map(Annotation::of),
                comparison.verdicts().stream()
                    .sorted(Comparator.comparing(Verdict::key))
                    .flatMap(verdict -> Annotation.of(verdict, ambiguous).stream()))
            .collect(
                Collectors.groupingBy(
                    Annotation::level, () -> new EnumMap<>(Level.class), Collectors.toList()));
    return annotations.entrySet().stream()
        .flatMap(each -> shown(each.getKey(), each.getValue()))
        .map(each -> each.command() + "\n")
        .collect(Collectors.joining());
  }

  private static Stream<Annotation> shown(Level level, List<Annotation> all) {
    if (all.size() <= MOST) {
      return all.stream();
    }
    int dropped = all.size() - MOST + 1;
    return Stream.concat(
        all.stream().limit(MOST - 1L),
        Stream.of(new Annotation(level, "lanemark", dropped + " more")));
  }

  private enum Level {
    ERROR,
    WARNING,
    NOTICE
  }

  private record Annotation(Level level, String title, String message) {

    static Annotation of(Remark remark) {
      Level level =
          switch (remark.kind()) {
            case EXPIRED -> Level.ERROR;
            case NOT_COMPARABLE, WARNING -> Level.WARNING;
          };
      return new Annotation(level, VerdictText.kind(remark.kind()), remark.text());
    }

    static Optional<Annotation> of(Verdict verdict, Set<String> ambiguous) {
      return level(verdict.kind())
          .map(
              level ->
                  new Annotation(
                      level,
                      "%s: %s %s"
                          .formatted(
                              VerdictText.kind(verdict.kind()),
                              VerdictText.benchmark(verdict.key(), ambiguous),
                              verdict.key().details()),
                      VerdictText.sentence(verdict)));
    }

    private static Optional<Level> level(Kind kind) {
      return switch (kind) {
        case REGRESSED -> Optional.of(Level.ERROR);
        case INFRASTRUCTURE -> Optional.of(Level.WARNING);
        case ACCEPTED -> Optional.of(Level.NOTICE);
        case INCONCLUSIVE, IMPROVED, NO_BASELINE, SAME -> Optional.empty();
      };
    }

    String command() {
      return "::%s title=%s::%s"
          .formatted(
              level.name().toLowerCase(Locale.ROOT),
              data(title).replace(":", "%3A").replace(",", "%2C"),
              data(message));
    }

    private static String data(String text) {
      return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
  }
}
