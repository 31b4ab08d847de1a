package io.lanemark.guard.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes files as JMH does with `-rf json`.
final class JmhFile {

  private final List<String> entries = new ArrayList<>();

  /// A benchmark.
  ///
  /// @param parameters the object's content, such as `"size":"10"`; may be empty
  /// @param rawData forks of iterations
  JmhFile with(String benchmark, String mode, String parameters, String unit, String rawData) {
    entries.add(
        """
        {"jmhVersion":"1.37","benchmark":"%s","mode":"%s","threads":1,
         "jvmArgs":["-Xmx1g"],%s
         "primaryMetric":{"score":1.0,"scoreError":"NaN","scoreConfidence":["NaN","NaN"],
          "scorePercentiles":{"0.0":1.0},"scoreUnit":"%s","rawData":%s},
         "secondaryMetrics":{"gc":{"rawData":[[1.0]]}}}\
        """
            .formatted(
                benchmark,
                mode,
                parameters.isEmpty() ? "" : "\"params\":{%s},".formatted(parameters),
                unit,
                rawData));
    return this;
  }

  String text() {
    return "[\n" + String.join(",\n", entries) + "\n]\n";
  }

  Path write(Path file) throws IOException {
    return Files.writeString(file, text());
  }
}
