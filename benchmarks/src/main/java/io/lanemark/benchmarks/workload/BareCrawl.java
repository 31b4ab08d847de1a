package io.lanemark.benchmarks.workload;

import io.lanemark.benchmarks.backend.HttpBackend;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import java.net.URI;

/// As many requests as a crawl makes, one after the other, for pages of the same size and latency.
/// It does not look for links, and gets the pages from 0 on.
///
/// @param crawl the crawl
record BareCrawl(CrawlWorkload crawl) implements Workload<Digest> {

  @Override
  public Digest run(Resources resources) throws Exception {
    BareConnections connections = resources.open(BareConnections.class, BareConnections::open);
    URI backend = resources.address(HttpBackend.NAME);
    BareConnection connection = connections.take();
    for (int number = 0; number < crawl.pages(); number++) {
      connection.get(crawl.page(number).on(backend), crawl.pageBytes());
    }
    connections.giveBack(connection);
    return new Digest((long) crawl.pages() * crawl.pageBytes(), 0);
  }
}
