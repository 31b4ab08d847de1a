package io.lanemark.benchmarks.workload;

import io.lanemark.benchmarks.backend.HttpBackend;
import io.lanemark.workload.Resources;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The bare connections of a JVM: as many as there are tasks at once, kept open.
final class BareConnections implements AutoCloseable {

  private final InetSocketAddress backend;
  private final Queue<BareConnection> all = new ConcurrentLinkedQueue<>();
  private final Deque<BareConnection> idle = new ConcurrentLinkedDeque<>();

  private BareConnections(InetSocketAddress backend) {
    this.backend = backend;
  }

  static BareConnections open(Resources resources) {
    URI address = resources.address(HttpBackend.NAME);
    return new BareConnections(new InetSocketAddress(address.getHost(), address.getPort()));
  }

  BareConnection take() throws IOException {
    BareConnection kept = idle.pollFirst();
    if (kept != null) {
      return kept;
    }
    BareConnection opened = BareConnection.open(backend);
    all.add(opened);
    return opened;
  }

  /// Takes back only a connection whose responses were all read to the end.
  void giveBack(BareConnection connection) {
    idle.addFirst(connection);
  }

  @Override
  public void close() throws IOException {
    for (BareConnection connection : all) {
      connection.close();
    }
  }
}
