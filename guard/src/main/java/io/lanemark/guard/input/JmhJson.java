package io.lanemark.guard.input;

import io.lanemark.files.Sha256;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Unit;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Case;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// A file that JMH wrote with `-rf json`, plain or gzipped, read as a stream: only the scores of an
/// entry are kept.
final class JmhJson {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;

  private static final String EXPECTED =
      "expected what JMH writes with '-rf json', an array of benchmarks";

  private static final String ONE_NUMBER =
      "only one number for all its forks: the JSON has no rawData, which a newer JMH writes";

  private static final Map<String, Double> INFINITIES =
      Map.of("+INF", Double.POSITIVE_INFINITY, "-INF", Double.NEGATIVE_INFINITY);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Path file;
  private final JsonParser parser;
  private final Predicate<Case> selected;
  private final List<Measured> measured = new ArrayList<>();
  private final SortedSet<String> javas = new TreeSet<>();

  private JmhJson(Path file, JsonParser parser, Predicate<Case> selected) {
    this.file = file;
    this.parser = parser;
    this.selected = selected;
  }

  /// The content of a file.
  ///
  /// @param hash SHA-256 of the JSON, whether it is gzipped or not
  /// @param measured the scores of each entry, in the order of the file: the same benchmark may
  ///   occur twice
  record Content(String hash, List<Measured> measured) {}

  /// Reads a file; arrays that were written one after the other into the same file are read as one.
  ///
  /// @param file plain or gzipped
  /// @param selected which cases are kept
  /// @throws BadResultsException if it cannot be read, is truncated, or is not JMH's JSON
  static Content read(Path file, Predicate<Case> selected) {
    MessageDigest digest = Sha256.newDigest();
    JmhJson parsed = parsed(file, selected, digest);
    return new Content(HexFormat.of().formatHex(digest.digest()), List.copyOf(parsed.measured));
  }

  /// Reads what the forks ran on.
  ///
  /// @param file plain or gzipped
  /// @return version and name of each virtual machine; empty if none is named
  /// @throws BadResultsException if it cannot be read, is truncated, or is not JMH's JSON
  static SortedSet<String> javas(Path file) {
    return parsed(file, _ -> false, Sha256.newDigest()).javas;
  }

  /// Reads it to its end.
  private static JmhJson parsed(Path file, Predicate<Case> selected, MessageDigest digest) {
    try (InputStream stream = new DigestInputStream(open(file), digest);
        JsonParser parser = JSON.createParser(stream)) {
      JmhJson reading = new JmhJson(file, parser, selected);
      reading.arrays();
      return reading;
    } catch (EOFException e) {
      throw new BadResultsException(file, "the gzip stream is damaged: it ends too early");
    } catch (ZipException e) {
      throw new BadResultsException(file, "the gzip stream is damaged: " + e.getMessage());
    } catch (IOException e) {
      throw BadResultsException.unreadable(file, e);
    } catch (JacksonException e) {
      throw e.getCause() instanceof IOException cause
          ? BadResultsException.unreadable(file, cause)
          : new BadResultsException(file, "not the JSON of JMH: " + e.getOriginalMessage());
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      raw.mark(2);
      boolean gzip = raw.read() == GZIP_MAGIC_1 && raw.read() == GZIP_MAGIC_2;
      raw.reset();
      return gzip ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private void arrays() {
    JsonToken token = first();
    if (token == null) {
      throw new BadResultsException(file, "empty; " + EXPECTED);
    }
    for (; token != null; token = parser.nextToken()) {
      if (token != JsonToken.START_ARRAY) {
        throw otherFormat();
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        expect(JsonToken.START_OBJECT, "a benchmark");
        Entry entry = entry();
        Measured scores = entry.measured();
        if (selected.test(scores.key().measured())) {
          measured.add(scores);
        }
        if (entry.version != null && entry.virtualMachine != null) {
          javas.add(entry.version + ", " + entry.virtualMachine);
        }
      }
    }
  }

  private @Nullable JsonToken first() {
    try {
      return parser.nextToken();
    } catch (StreamReadException e) {
      throw otherFormat();
    }
  }

  /// JMH also writes text and CSV.
  private BadResultsException otherFormat() {
    return new BadResultsException(file, "not the JSON of JMH: " + EXPECTED);
  }

  private Entry entry() {
    Entry entry = new Entry();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "benchmark" -> entry.benchmark = text(name);
        case "mode" -> entry.mode = text(name);
        case "vmVersion" -> entry.version = text(name);
        case "vmName" -> entry.virtualMachine = text(name);
        case "threads" -> {
          expect(JsonToken.VALUE_NUMBER_INT, name);
          entry.threads = parser.getIntValue();
        }
        case "forks" -> {
          expect(JsonToken.VALUE_NUMBER_INT, name);
          entry.plannedForks = parser.getIntValue();
          if (entry.plannedForks < 0) {
            throw unexpected("a number of forks");
          }
        }
        case "params" -> {
          if (value != JsonToken.VALUE_NULL) {
            parameters(entry.parameters);
          }
        }
        case "primaryMetric" -> {
          expect(JsonToken.START_OBJECT, name);
          primaryMetric(entry);
        }
        default -> parser.skipChildren();
      }
    }
    return entry;
  }

  private void parameters(SortedMap<String, String> parameters) {
    expect(JsonToken.START_OBJECT, "params");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (!parser.nextToken().isScalarValue()) {
        throw unexpected("a value of the parameter '%s'".formatted(name));
      }
      parameters.put(name, parser.getString());
    }
  }

  private void primaryMetric(Entry entry) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "scoreUnit" -> entry.unit = text(name);
        case "score" -> {
          entry.hasScore = true;
          parser.skipChildren();
        }
        case "rawData" -> forks(entry, this::score);
        // SampleTime has this instead: for each iteration, how often each time was seen.
        case "rawDataHistogram" -> forks(entry, this::meanOfHistogram);
        default -> parser.skipChildren();
      }
    }
  }

  private void forks(Entry entry, Score score) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    expect(JsonToken.START_ARRAY, "forks");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(JsonToken.START_ARRAY, "the iterations of a fork");
      Scores iterations = new Scores();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        iterations.add(score.read());
      }
      entry.forks.add(iterations.toArray());
    }
  }

  /// JMH writes NaN and infinities as strings.
  private double score() {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_STRING -> INFINITIES.getOrDefault(parser.getString(), Double.NaN);
      case VALUE_NULL -> Double.NaN;
      default -> throw unexpected("a score");
    };
  }

  private double meanOfHistogram() {
    expect(JsonToken.START_ARRAY, "the histogram of an iteration");
    double total = 0;
    double count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(JsonToken.START_ARRAY, "a value and its count");
      parser.nextToken();
      double value = score();
      parser.nextToken();
      long times = count();
      total += value * times;
      count += times;
      if (parser.nextToken() != JsonToken.END_ARRAY) {
        throw unexpected("a value and its count");
      }
    }
    return total / count;
  }

  private long count() {
    expect(JsonToken.VALUE_NUMBER_INT, "how often a value was seen");
    long times = parser.getLongValue();
    if (times < 1) {
      throw unexpected("how often a value was seen, at least once");
    }
    return times;
  }

  private String text(String name) {
    expect(JsonToken.VALUE_STRING, name);
    return parser.getString();
  }

  private void expect(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw unexpected(what);
    }
  }

  private BadResultsException unexpected(String what) {
    return new BadResultsException(
        file,
        String.format(
            Locale.ROOT,
            "not the JSON of JMH: expected %s in line %d",
            what,
            parser.currentTokenLocation().getLineNr()));
  }

  /// Reads one iteration at the position of the parser.
  @FunctionalInterface
  private interface Score {
    double read();
  }

  /// One benchmark while it is read: its fields come in any order.
  private final class Entry {
    private @Nullable String benchmark;
    private @Nullable String mode;
    private @Nullable String version;
    private @Nullable String virtualMachine;
    private int threads = 1;
    private int plannedForks;
    private boolean hasScore;
    private final SortedMap<String, String> parameters = new TreeMap<>();
    private @Nullable String unit;
    private final List<double[]> forks = new ArrayList<>();

    Measured measured() {
      String name = required("benchmark", benchmark);
      String ofMode = required("mode", mode);
      String ofUnit = required("scoreUnit", unit);
      try {
        Case measuredCase = new Case(name, ofMode, parameters, threads, Case.DEFAULT_VARIANT);
        return new ForkScores(Unit.ofScore(ofMode, ofUnit))
            .measured(BenchmarkKey.score(measuredCase), forks, missingForks());
      } catch (IllegalArgumentException e) {
        throw new BadResultsException(file, "%s: %s".formatted(name, e.getMessage()));
      }
    }

    /// JMH leaves out forks that failed. Old versions write no more than the score of all forks.
    private List<String> missingForks() {
      if (forks.isEmpty() && hasScore) {
        return List.of(ONE_NUMBER);
      }
      return forks.size() < plannedForks
          ? List.of(
              String.format(
                  Locale.ROOT,
                  "%d of %d forks have no score",
                  plannedForks - forks.size(),
                  plannedForks))
          : List.of();
    }

    private String required(String field, @Nullable String value) {
      if (value == null) {
        throw new BadResultsException(
            file,
            String.format(
                Locale.ROOT,
                "not the JSON of JMH: the benchmark that ends in line %d has no %s",
                parser.currentTokenLocation().getLineNr(),
                field));
      }
      return value;
    }
  }
}
