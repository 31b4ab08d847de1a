package io.lanemark.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lanemark.load.JvmResources;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a server sees of a crawl.
@Timeout(300)
class CrawlConnectionsTest {

  private static final String PAGE =
      "<html><a href=\"0.html\">a</a><a href=\"1.html\">b</a><a href=\"2.html\">c</a></html>";

  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void create() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(handlers);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    handlers.close();
  }

  private void serve(HttpHandler handler) {
    server
        .createContext("/", handler)
        .getFilters()
        .add(
            Filter.beforeHandler(
                "counts",
                exchange -> {
                  requests.incrementAndGet();
                  connections.add(exchange.getRemoteAddress());
                }));
    server.start();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private JvmResources resources(int jvms, int inFlight) {
    URI address =
        URI.create(
            String.format(Locale.ROOT, "http://127.0.0.1:%d/", server.getAddress().getPort()));
    return new JvmResources(0, jvms, inFlight, Map.of("http", address));
  }

  private void crawlAtOnce(JvmResources resources, int tasks) throws Exception {
    List<Future<Digest>> digests = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int task = 0; task < tasks; task++) {
        digests.add(executor.submit(() -> new CrawlWorkload(3, 1024, 0, 0, 0).run(resources)));
      }
      for (Future<Digest> digest : digests) {
        assertThat(digest.get().amount()).isEqualTo(3L * PAGE.length());
      }
    }
  }

  private static HttpHandler page() {
    return exchange -> {
      try {
        answer(exchange, 200, PAGE);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    };
  }

  @Test
  void oneTaskAfterTheOtherKeepsOneConnection() throws Exception {
    serve(page());
    try (JvmResources resources = resources(1, 16)) {
      for (int task = 0; task < 20; task++) {
        crawlAtOnce(resources, 1);
      }
    }
    assertThat(requests).hasValue(60);
    assertThat(connections).hasSize(1);
  }

  @Test
  void aJvmHasNoMoreConnectionsThanItsShare() throws Exception {
    serve(page());
    try (JvmResources resources = resources(2, 4)) {
      crawlAtOnce(resources, 40);
    }
    assertThat(requests).hasValue(120);
    assertThat(connections).hasSizeBetween(1, 2);
  }

  @Test
  void aFailureIsNotTriedAgain() {
    serve(HttpExchange::close);
    try (JvmResources resources = resources(1, 1)) {
      assertThatIOException().isThrownBy(() -> new CrawlWorkload(1, 1024, 0, 0, 0).run(resources));
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void aFailureOnAKeptConnectionIsNotTriedAgain() {
    AtomicInteger answered = new AtomicInteger();
    serve(
        exchange -> {
          if (answered.getAndIncrement() == 0) {
            page().handle(exchange);
          } else {
            exchange.close();
          }
        });
    try (JvmResources resources = resources(1, 1)) {
      assertThatIOException().isThrownBy(() -> new CrawlWorkload(2, 1024, 0, 0, 0).run(resources));
    }
    assertThat(requests).hasValue(2);
    assertThat(connections).hasSize(1);
  }

  @Test
  void aRedirectIsNotFollowed() {
    serve(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere.html");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    try (JvmResources resources = resources(1, 1)) {
      assertThatIOException()
          .isThrownBy(() -> new CrawlWorkload(1, 1024, 0, 0, 0).run(resources))
          .withMessageContaining("expected status 200 from")
          .withMessageEndingWith("not 302");
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void aPageWithoutNewLinksEndsTheCrawlWithAFailure() {
    serve(page());
    try (JvmResources resources = resources(1, 1)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new CrawlWorkload(4, 1024, 0, 0, 0).run(resources))
          .withMessage("found no link to another page after 3 of 4 pages");
    }
  }

  @Test
  void findsLinks() {
    assertThat(links("<a href=\"1.html\">x</a> <a class=\"c\" href=\"2.html\"/>"))
        .containsExactly("1.html", "2.html");
    assertThat(links("no link, href='3.html'")).isEmpty();
    assertThat(links("cut <a href=\"4.ht")).isEmpty();
  }

  private static List<String> links(String html) {
    return CrawlWorkload.linksIn(html.getBytes(StandardCharsets.US_ASCII));
  }
}
