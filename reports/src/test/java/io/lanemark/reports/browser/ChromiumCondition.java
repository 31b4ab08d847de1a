package io.lanemark.reports.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Looks for Chromium and its driver on the path.
final class ChromiumCondition implements ExecutionCondition {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> DRIVERS = List.of("chromedriver");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (browser().isPresent() && driver().isPresent()) {
      return ConditionEvaluationResult.enabled("Chromium and chromedriver are installed");
    }
    return System.getenv("CI") == null
        ? ConditionEvaluationResult.disabled(
            "needs chromium and chromedriver (Debian: apt install chromium chromium-driver)")
        : ConditionEvaluationResult.enabled("CI is set, where a browser must be installed");
  }

  static Optional<Path> browser() {
    return find(BROWSERS);
  }

  static Optional<Path> driver() {
    return find(DRIVERS);
  }

  private static Optional<Path> find(List<String> names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return names.stream()
        .flatMap(
            name ->
                Arrays.stream(path.split(File.pathSeparator, -1))
                    .filter(folder -> !folder.isEmpty())
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
