package io.lanemark.guard.baseline;

import io.lanemark.results.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is kept to compare with; the content of `baseline.json`.
///
/// @param schemaVersion version of the format
/// @param kind what it is
/// @param content where it lies beside this file
/// @param savedAt when it was kept
/// @param commit of the sources that it is of; null where nobody knows
/// @param code SHA-256 over the names and contents of all files
/// @param environment where it was measured, or the machine that kept it where it does not say
/// @param cases what is in it, one line each, in order
public record Baseline(
    int schemaVersion,
    Kind kind,
    String content,
    Instant savedAt,
    @Nullable String commit,
    String code,
    Environment environment,
    List<String> cases) {

  /// Copies the list and refuses missing parts.
  public Baseline {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(savedAt, "savedAt");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(environment, "environment");
    cases = List.copyOf(cases);
  }

  /// The same, kept somewhere.
  ///
  /// @param place beside `baseline.json`
  /// @param hash of what lies there
  /// @return a baseline that is otherwise this one
  Baseline at(String place, String hash) {
    return new Baseline(schemaVersion, kind, place, savedAt, commit, hash, environment, cases);
  }

  /// What a baseline is.
  public enum Kind {
    /// A results folder.
    RESULTS,
    /// JMH's JSON, one file or a folder of them.
    SCORES,
    /// A jar of benchmarks, which is measured anew beside the candidate.
    JAR
  }
}
