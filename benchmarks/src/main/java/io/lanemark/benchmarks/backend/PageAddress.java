package io.lanemark.benchmarks.backend;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which page, how large, and how late: all that a request asks of the `http` backend, so that one
/// backend serves every case of a run.
///
/// The path is `/pageBytes/latencyMillis/latencySigma/number.html`: a relative link keeps all but
/// the number, and the text of a page need not know the rest.
///
/// @param pageBytes size of the page; from [#LEAST_PAGE_BYTES] to [#MOST_PAGE_BYTES]
/// @param latencyMillis median of the wait before the answer, in milliseconds; from 0 to
///   [#MOST_LATENCY_MILLIS]
/// @param latencySigma standard deviation of the wait's natural logarithm; from 0 to
///   [#MOST_LATENCY_SIGMA]
/// @param number of the page; from 0
public record PageAddress(int pageBytes, double latencyMillis, double latencySigma, int number) {

  /// Size of the smallest page, which has room for all of its links.
  public static final int LEAST_PAGE_BYTES = 1024;

  /// Size of the largest page.
  public static final int MOST_PAGE_BYTES = 1 << 24;

  /// The longest median wait.
  public static final int MOST_LATENCY_MILLIS = 10_000;

  /// The widest distribution; one wait in a million is then over a thousand times the median.
  public static final double MOST_LATENCY_SIGMA = 1.5;

  private static final Pattern PATH =
      Pattern.compile("/(\\d{1,9})/([\\d.E-]{1,24})/([\\d.E-]{1,24})/(\\d{1,9})\\.html");

  /// Refuses what is out of range.
  public PageAddress {
    boolean inside =
        pageBytes >= LEAST_PAGE_BYTES
            && pageBytes <= MOST_PAGE_BYTES
            && latencyMillis >= 0
            && latencyMillis <= MOST_LATENCY_MILLIS
            && latencySigma >= 0
            && latencySigma <= MOST_LATENCY_SIGMA
            && number >= 0;
    if (!inside) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "out of range: page %d of %d bytes, latency %s ms, sigma %s",
              number,
              pageBytes,
              latencyMillis,
              latencySigma));
    }
  }

  /// Reads a path.
  ///
  /// @param path of a request
  /// @return what it asks
  /// @throws IllegalArgumentException if it is not of the form above
  static PageAddress parse(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "expected /pageBytes/latencyMillis/latencySigma/number.html, not " + path);
    }
    return new PageAddress(
        Integer.parseInt(parts.group(1)),
        Double.parseDouble(parts.group(2)),
        Double.parseDouble(parts.group(3)),
        Integer.parseInt(parts.group(4)));
  }

  /// The page on a backend.
  ///
  /// @param backend where it answers
  /// @return the page's address
  public URI on(URI backend) {
    return backend.resolve(
        "/%s/%s/%s/%s.html".formatted(pageBytes, latencyMillis, latencySigma, number));
  }
}
