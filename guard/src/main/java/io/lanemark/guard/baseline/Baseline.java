package io.lanemark.guard.baseline;

import io.lanemark.results.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A saved baseline; the content of `baseline.json`.
///
/// @param schemaVersion version of the format
/// @param kind what it is
/// @param content its path, relative to this file
/// @param savedAt when it was saved
/// @param commit of the sources that were measured; null if unknown
/// @param code SHA-256 over the names and contents of all files
/// @param environment where it was measured; if that is unknown, the machine that saved it
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

  /// The same, saved at a place.
  ///
  /// @param place relative to `baseline.json`
  /// @param hash of the content of that place
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
    /// A jar of benchmarks, which is measured again, in turns with the candidate.
    JAR
  }
}
