package io.lanemark.benchmarks.backend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Waits for the next latency of the sequence, then sends the page that the path asks for.
final class PageHandler implements HttpHandler {

  private final LatencySequence latencies;
  private final AtomicLong requests = new AtomicLong();

  PageHandler(LatencySequence latencies) {
    this.latencies = latencies;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    PageAddress address;
    try {
      address = PageAddress.parse(exchange.getRequestURI().getPath());
    } catch (IllegalArgumentException e) {
      answer(
          exchange,
          404,
          "text/plain",
          String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(
          latencies.nanos(
              requests.getAndIncrement(), address.latencyMillis(), address.latencySigma()));
    } catch (InterruptedException e) {
      // The server is stopping, so the connection ends without a response.
      Thread.currentThread().interrupt();
      exchange.close();
      return;
    }
    answer(exchange, 200, "text/html", Page.html(address.number(), address.pageBytes()));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
