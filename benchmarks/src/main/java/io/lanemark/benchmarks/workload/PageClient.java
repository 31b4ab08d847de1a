package io.lanemark.benchmarks.workload;

import io.lanemark.workload.Resources;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The HTTP client of a JVM, with the JVM's share of the connections.
///
/// It is the library's minimal client, which never retries, redirects, keeps cookies or
/// decompresses. So each measurement is one request and its response, and every failure shows. An
/// open connection is reused without a check whether it is stale, because the backend never closes
/// an idle one. Why this client: `docs/http-client.md`.
final class PageClient implements AutoCloseable {

  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);
  private static final Timeout ANSWER_TIMEOUT = Timeout.ofMinutes(5);

  private final CloseableHttpClient client;

  private PageClient(CloseableHttpClient client) {
    this.client = client;
  }

  /// Opens a client.
  ///
  /// @param resources tell this JVM's share of the connections
  /// @param total connections of the whole process tree; 0 for as many as tasks in flight
  static PageClient open(Resources resources, int total) {
    int connections = resources.share(total == 0 ? resources.inFlight() : total);
    return new PageClient(
        HttpClients.createMinimal(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_TIMEOUT)
                        .setSocketTimeout(ANSWER_TIMEOUT)
                        .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                        .build())
                .build()));
  }

  byte[] get(URI page) throws IOException {
    return client.execute(
        new HttpGet(page),
        answer -> {
          byte[] body = EntityUtils.toByteArray(answer.getEntity());
          if (answer.getCode() != HttpStatus.SC_OK) {
            throw new IOException(
                String.format(
                    Locale.ROOT, "expected status 200 from %s, not %d", page, answer.getCode()));
          }
          return body;
        });
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
