package io.lanemark.benchmarks.workload;

import io.lanemark.benchmarks.backend.HttpBackend;
import io.lanemark.benchmarks.backend.PageAddress;
import io.lanemark.benchmarks.backend.PostgresBackend;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.CeilingLoad;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a service does for one request, step by step: calls another service, queries its database,
/// and computes.
///
/// @param crawl the calls
/// @param sql the transaction
/// @param hash what is computed
public record RequestWorkload(CrawlWorkload crawl, SqlWorkload sql, Sha256Workload hash)
    implements Workload<Digest> {

  private static final int PAGE_BYTES = 16_384;
  private static final double LATENCY_SIGMA = 0.5;
  private static final int ORDERS = 5;

  @Override
  public Digest run(Resources resources) throws Exception {
    Digest called = crawl.run(resources);
    Digest stored = sql.run(resources);
    Digest computed = hash.run(resources);
    return new Digest(
        called.amount() + stored.amount() + computed.amount(),
        31 * (31 * called.checksum() + stored.checksum()) + computed.checksum());
  }

  /// The calls and the transaction alone.
  ///
  /// @param crawl the calls
  /// @param sql the transaction
  private record Bare(BareCrawl crawl, BareSql sql) implements Workload<Digest> {

    @Override
    public Digest run(Resources resources) throws Exception {
      return new Digest(crawl.run(resources).amount() + sql.run(resources).amount(), 0);
    }
  }

  /// Makes it from parameters.
  public static final class Provider implements WorkloadProvider {

    /// For the service loader.
    public Provider() {}

    @Override
    public String name() {
      return "request";
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.MIXED;
    }

    @Override
    public String description() {
      return "what a service does for a request: calls another service, queries its database, and"
          + " computes";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("pages", "1", "how many pages of 16 KiB it gets, one after the other"),
          new Parameter(
              "latencyMillis", "10", "median of the backend's log-normal latency, milliseconds"),
          new Parameter("queries", "2", "how many customers it looks up, with 5 orders each"),
          new Parameter("updates", "1", "how many balances it changes"),
          new Parameter("connections", "16", "connections to the database, over all processes"),
          new Parameter("hashRounds", "20", "how often it hashes 16 KiB with SHA-256"));
    }

    @Override
    public Set<String> backends() {
      return Set.of(HttpBackend.NAME, PostgresBackend.NAME);
    }

    @Override
    public OptionalInt connections(Arguments arguments) {
      return OptionalInt.of(create(arguments).sql().connections());
    }

    @Override
    public RequestWorkload create(Arguments arguments) {
      return new RequestWorkload(
          new CrawlWorkload(
              arguments.wholeNumber("pages", 1),
              PAGE_BYTES,
              arguments.number("latencyMillis", 0, PageAddress.MOST_LATENCY_MILLIS),
              LATENCY_SIGMA,
              0),
          new SqlWorkload(
              arguments.wholeNumber("queries", 0),
              ORDERS,
              arguments.wholeNumber("updates", 0),
              arguments.wholeNumber("connections", 1)),
          new Sha256Workload(PAGE_BYTES, arguments.wholeNumber("hashRounds", 1)));
    }

    @Override
    public Optional<CeilingLoad> ceiling(Arguments arguments) {
      RequestWorkload request = create(arguments);
      return Optional.of(
          new CeilingLoad(
              new Bare(new BareCrawl(request.crawl()), new BareSql(request.sql())),
              request.crawl().requestsAtOnce() + 2 * request.sql().connections()));
    }
  }
}
