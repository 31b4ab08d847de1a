package io.lanemark.guard.acceptance;

import io.lanemark.results.BadResultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a file of accepted changes, and refuses what could be meant otherwise.
final class AcceptedFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AcceptedFile() {}

  /// Reads all entries.
  ///
  /// @throws BadResultsException if it cannot be read, or an entry is invalid
  static List<AcceptedChange> read(Path file) {
    JsonNode root = root(file);
    if (!root.isArray()) {
      throw new BadResultsException(
          file, "expected a JSON array of accepted changes, each with " + Field.all());
    }
    List<AcceptedChange> changes = new ArrayList<>();
    for (JsonNode entry : root) {
      try {
        changes.add(change(entry));
      } catch (IllegalArgumentException e) {
        throw new BadResultsException(
            file, String.format(Locale.ROOT, "entry %d: %s", changes.size() + 1, e.getMessage()));
      }
    }
    return changes;
  }

  private static JsonNode root(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw BadResultsException.unreadable(file, e);
    } catch (JacksonException e) {
      throw new BadResultsException(
          file,
          e.getLocation() == null
              ? "not valid JSON: " + e.getOriginalMessage()
              : String.format(
                  Locale.ROOT,
                  "not valid JSON: line %d: %s",
                  e.getLocation().getLineNr(),
                  e.getOriginalMessage()));
    }
  }

  private static AcceptedChange change(JsonNode entry) {
    if (!entry.isObject()) {
      throw new IllegalArgumentException("expected an object with " + Field.all());
    }
    Set<String> unknown = new TreeSet<>(entry.propertyNames());
    Arrays.stream(Field.values()).map(Field::key).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown field '%s'; expected one of: %s"
              .formatted(unknown.iterator().next(), Field.all()));
    }
    return new AcceptedChange(
        List.of(Field.CASE.of(entry).split("\\s+")),
        Field.REASON.of(entry),
        ChangeRange.parse(Field.RANGE.of(entry)),
        Field.COMMIT.of(entry),
        day(Field.EXPIRES.of(entry)));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(Field.EXPIRES.must("'" + text + "'"), e);
    }
  }

  /// What every entry has.
  private enum Field {
    CASE("a case as tables print it, such as \"Parser.parse size=10\""),
    REASON("one line on why it is accepted"),
    RANGE("the expected change, such as \"+5%..+15%\""),
    COMMIT("the commit that brought the change"),
    EXPIRES("the last day, such as \"2027-03-01\"");

    private final String right;

    Field(String right) {
      this.right = right;
    }

    static String all() {
      return Arrays.stream(values()).map(Field::key).collect(Collectors.joining(", "));
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    String of(JsonNode entry) {
      JsonNode value = entry.path(key());
      String text = value.isString() ? value.asString().strip() : "";
      if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            must(value.isMissingNode() ? "it is missing" : value.toString()));
      }
      return text;
    }

    String must(String found) {
      return "'%s' must be %s: %s".formatted(key(), right, found);
    }
  }
}
