package io.lanemark.benchmarks.backend;

import com.sun.net.httpserver.HttpServer;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Serves pages over HTTP/1.1 on loopback, each after the delay that its address asks for: a
/// virtual thread waits for each request.
///
/// It keeps every connection open that a client keeps open, without a limit on their number or
/// time.
public final class HttpBackend implements Backend {

  /// The name that selects it.
  public static final String NAME = "http";

  private static final int ACCEPT_BACKLOG = 4096;

  private @Nullable HttpServer server;
  private @Nullable ExecutorService handlers;

  /// For the service loader.
  public HttpBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("seed", "1", "chooses the sequence of latencies"));
  }

  @Override
  public synchronized URI start(Path directory, Arguments arguments) throws IOException {
    LatencySequence latencies = new LatencySequence(arguments.wholeNumber("seed", 0));
    // The server can only be configured through system properties. This process is only for the
    // backend.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000000");
    System.setProperty("sun.net.httpserver.idleInterval", "1000000");
    HttpServer created =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ACCEPT_BACKLOG);
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    created.setExecutor(executor);
    created.createContext("/", new PageHandler(latencies));
    created.start();
    server = created;
    handlers = executor;
    return address(created.getAddress());
  }

  /// The address of a server. [URI] puts brackets around an IPv6 address.
  ///
  /// @param bound where it listens
  /// @return such as `http://127.0.0.1:8080/` or `http://[0:0:0:0:0:0:0:1]:8080/`
  static URI address(InetSocketAddress bound) {
    try {
      return new URI(
          "http", null, bound.getAddress().getHostAddress(), bound.getPort(), "/", null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no address of a server: " + bound, e);
    }
  }

  @Override
  public String label(URI address) {
    return "HTTP/1.1 over loopback TCP";
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop(0);
    }
    if (handlers != null) {
      handlers.shutdownNow();
    }
  }
}
