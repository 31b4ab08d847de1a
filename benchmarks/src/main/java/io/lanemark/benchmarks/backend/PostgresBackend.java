package io.lanemark.benchmarks.backend;

import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// An embedded PostgreSQL with the tables of [Shop]. Each run unpacks it, and creates and fills the
/// tables.
///
/// It commits as PostgreSQL does by default: a commit is on the disk when it is confirmed.
public final class PostgresBackend implements Backend {

  /// The name that selects it.
  public static final String NAME = "postgres";

  /// How many connections it accepts at once.
  public static final int MOST_CONNECTIONS = 1024;

  private static final String VERSION = "18.6";
  private static final String SCHEMA = "lanemark";

  private static final String REMEDY =
      "; use a PostgreSQL of your own instead: give its address with --jdbc-url";

  private static final Map<String, String> SETTINGS =
      Map.of(
          // And a few more, such as the one that fills the tables.
          "max_connections", Integer.toString(MOST_CONNECTIONS + 16),
          "shared_buffers", "128MB",
          "max_wal_size", "1GB",
          "checkpoint_timeout", "30min",
          "timezone", "UTC");

  private @Nullable PostgresServer server;

  /// For the service loader.
  public PostgresBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public synchronized URI start(Path directory, Arguments arguments)
      throws IOException, InterruptedException {
    try {
      return start(directory);
    } catch (IOException | SQLException e) {
      throw new IOException(e.getMessage() + REMEDY, e);
    }
  }

  private URI start(Path directory) throws IOException, InterruptedException, SQLException {
    PostgresPrograms programs = PostgresPrograms.unpack(directory.resolve("programs"));
    programs.requireRunnable();
    PostgresServer started = PostgresServer.start(programs, directory.resolve("data"), SETTINGS);
    server = started;
    JdbcAddress address = JdbcAddress.parse(started.jdbcUrl());
    try (Connection connection = address.connect()) {
      Shop.create(connection, SCHEMA);
    }
    return address.inSchema(SCHEMA).uri();
  }

  @Override
  public String label(URI address) {
    return "PostgreSQL %s over loopback TCP; fsync and synchronous_commit on, no autovacuum of the tables, shared_buffers 128 MB"
        .formatted(VERSION);
  }

  @Override
  public synchronized CompletableFuture<String> ended() {
    return server != null ? server.ended() : new CompletableFuture<>();
  }

  /// Waits for a server that is being started.
  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
  }
}
