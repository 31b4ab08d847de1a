package io.lanemark.benchmarks.workload;

import io.lanemark.benchmarks.backend.HttpBackend;
import io.lanemark.benchmarks.backend.PageAddress;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.CeilingLoad;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.zip.CRC32;

/// Gets a page from the `http` backend, finds the links in its HTML, and follows them in that
/// order, one request after the other.
///
/// The content of a page depends only on its number and size. Its latency depends on the backend's
/// count of requests: the digest is always the same while the latencies vary.
///
/// @param pages how many pages a task gets; from 1 to 10 000
/// @param pageBytes size of each page; from 1024 to 2^24
/// @param latencyMillis median of the time that the backend waits before it answers, milliseconds;
///   0 for no wait, at most 10 000
/// @param latencySigma standard deviation of that time's natural logarithm; from 0 to 1.5
/// @param connections over the whole process tree; 0 for as many as tasks in flight, at most 65 536
public record CrawlWorkload(
    int pages, int pageBytes, double latencyMillis, double latencySigma, int connections)
    implements Workload<Digest> {

  private static final Range PAGES = new Range(1, 10_000);
  private static final Range PAGE_BYTES =
      new Range(PageAddress.LEAST_PAGE_BYTES, PageAddress.MOST_PAGE_BYTES);
  private static final Range LATENCY_MILLIS = new Range(0, PageAddress.MOST_LATENCY_MILLIS);
  private static final Range LATENCY_SIGMA = new Range(0, PageAddress.MOST_LATENCY_SIGMA);

  private static final Range CONNECTIONS = new Range(0, 1 << 16);

  private static final int UNREACHED_PAGES_PER_SECOND = 50_000;
  private static final int WORKED_ON = 32;
  private static final int MOST_AT_ONCE = 2048;

  private static final String LINK_START = "href=\"";

  /// Refuses what is out of range.
  public CrawlWorkload {
    PAGES.check("pages", pages);
    PAGE_BYTES.check("pageBytes", pageBytes);
    LATENCY_MILLIS.check("latencyMillis", latencyMillis);
    LATENCY_SIGMA.check("latencySigma", latencySigma);
    CONNECTIONS.check("connections", connections);
  }

  @Override
  public Digest run(Resources resources) throws Exception {
    PageClient client =
        resources.open(PageClient.class, opening -> PageClient.open(opening, connections));
    URI start = page(0).on(resources.address(HttpBackend.NAME));
    Queue<URI> found = new ArrayDeque<>(List.of(start));
    Set<URI> seen = new HashSet<>(found);
    CRC32 checksum = new CRC32();
    long bytes = 0;
    for (int fetched = 0; fetched < pages; fetched++) {
      URI page = found.poll();
      if (page == null) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT, "found no link to another page after %d of %d pages", fetched, pages));
      }
      byte[] body = client.get(page);
      checksum.update(body);
      bytes += body.length;
      for (String link : linksIn(body)) {
        URI target = page.resolve(link);
        if (seen.add(target)) {
          found.add(target);
        }
      }
    }
    return new Digest(bytes, checksum.getValue());
  }

  PageAddress page(int number) {
    return new PageAddress(pageBytes, latencyMillis, latencySigma, number);
  }

  /// Requests in flight that keep the backend busy: by Little's law, those that wait on it at a
  /// rate that it does not reach, and some that it works on. The mean of a log-normal distribution
  /// is `median · exp(sigma² / 2)`.
  int requestsAtOnce() {
    double meanSeconds = latencyMillis / 1e3 * Math.exp(latencySigma * latencySigma / 2);
    double waiting = UNREACHED_PAGES_PER_SECOND * meanSeconds;
    return (int) Math.min(Math.ceil(waiting) + WORKED_ON, MOST_AT_ONCE);
  }

  static List<String> linksIn(byte[] html) {
    String text = new String(html, StandardCharsets.ISO_8859_1);
    List<String> links = new ArrayList<>();
    int start = text.indexOf(LINK_START);
    while (start >= 0) {
      int from = start + LINK_START.length();
      int to = text.indexOf('"', from);
      if (to < 0) {
        break;
      }
      links.add(text.substring(from, to));
      start = text.indexOf(LINK_START, to);
    }
    return links;
  }

  /// Makes it from parameters.
  public static final class Provider implements WorkloadProvider {

    /// For the service loader.
    public Provider() {}

    @Override
    public String name() {
      return "crawl";
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.IO;
    }

    @Override
    public String description() {
      return "GET pages over HTTP/1.1 with keep-alive from a backend on loopback, following links";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("pages", "2", "how many pages a task gets, one after the other"),
          new Parameter("pageBytes", "16384", "size of each page, bytes"),
          new Parameter(
              "latencyMillis", "10", "median of the backend's log-normal latency, milliseconds"),
          new Parameter(
              "latencySigma", "0.5", "standard deviation of the latency's natural logarithm"),
          new Parameter("connections", "0", "over all processes; 0: as many as tasks in flight"));
    }

    @Override
    public Set<String> backends() {
      return Set.of(HttpBackend.NAME);
    }

    /// As many as tasks in flight are enough for any number of workers.
    @Override
    public OptionalInt connections(Arguments arguments) {
      int connections = create(arguments).connections();
      return connections == 0 ? OptionalInt.empty() : OptionalInt.of(connections);
    }

    @Override
    public CrawlWorkload create(Arguments arguments) {
      return new CrawlWorkload(
          arguments.wholeNumber("pages", 1),
          arguments.wholeNumber("pageBytes", PageAddress.LEAST_PAGE_BYTES),
          arguments.number("latencyMillis", 0, PageAddress.MOST_LATENCY_MILLIS),
          arguments.number("latencySigma", 0, PageAddress.MOST_LATENCY_SIGMA),
          arguments.wholeNumber("connections", 0));
    }

    @Override
    public Optional<CeilingLoad> ceiling(Arguments arguments) {
      CrawlWorkload crawl = create(arguments);
      return Optional.of(new CeilingLoad(new BareCrawl(crawl), crawl.requestsAtOnce()));
    }
  }
}
