package io.lanemark.benchmarks.backend;

import com.google.errorprone.annotations.FormatMethod;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// A PostgreSQL database of the user, instead of [PostgresBackend]. Creates the tables of [Shop] in
/// a schema `lanemark_<number>`, and drops the schema at the end.
///
/// One connection stays open during the run, and holds an advisory lock of that number. A schema
/// whose lock is free belongs to a run that was killed, and the next run drops it.
public final class OwnDatabaseBackend implements Backend {

  private static final String NAME = "own-database";

  /// Not an argument, because every user of the machine can read arguments.
  private static final String URL_VARIABLE = "LANEMARK_JDBC_URL";

  private static final String SCHEMA_PREFIX = "lanemark_";
  private static final int LABEL_DEADLINE_SECONDS = 10;
  private static final int NUMBERS = 1_000_000_000;

  /// The first half of the lock's key, which no other program uses.
  private static final int LOCK_CLASS = 0x6c616e65;

  private final CompletableFuture<String> ended = new CompletableFuture<>();

  private @Nullable Run run;

  /// For the service loader.
  public OwnDatabaseBackend() {}

  /// The user's database as a substitute for [PostgresBackend].
  ///
  /// @param address of the database
  /// @return for the run's backends
  public static Substitute at(JdbcAddress address) {
    return new Substitute(NAME, Map.of(URL_VARIABLE, address.uri().toString()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public synchronized URI start(Path directory, Arguments arguments) throws SQLException {
    String url = System.getenv(URL_VARIABLE);
    if (url == null) {
      throw new IllegalArgumentException(
          "the environment variable %s is not set".formatted(URL_VARIABLE));
    }
    JdbcAddress database = JdbcAddress.parse(url);
    Connection presence = connect(database);
    dropAbandoned(presence);
    String schema = SCHEMA_PREFIX + claimNumber(presence);
    run = new Run(database, schema, presence);
    Shop.create(presence, schema);
    Thread.ofPlatform().name("database-watch").daemon().start(() -> watch(presence));
    return database.inSchema(schema).uri();
  }

  /// The driver's message leaves out a reason that does not come from the server.
  private static Connection connect(JdbcAddress database) throws SQLException {
    try {
      return database.connect();
    } catch (SQLException e) {
      throw switch (e.getCause()) {
        case UnknownHostException unknown ->
            new SQLException("no such host: " + unknown.getMessage(), e);
        case SocketTimeoutException late ->
            new SQLException("%s %s".formatted(e.getMessage(), late.getMessage()), e);
        case null, default -> e;
      };
    }
  }

  private static void dropAbandoned(Connection connection) throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                sql(
                    "SELECT substr(nspname, %d)::integer FROM pg_namespace"
                        + " WHERE nspname ~ '^%s[0-9]{1,9}$'"
                        + " AND pg_get_userbyid(nspowner) = current_user",
                    SCHEMA_PREFIX.length() + 1, SCHEMA_PREFIX))) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    for (int number : numbers) {
      if (tryLock(connection, number)) {
        drop(connection, SCHEMA_PREFIX + number);
        execute(connection, sql("SELECT pg_advisory_unlock(%d, %d)", LOCK_CLASS, number));
      }
    }
  }

  private static int claimNumber(Connection connection) throws SQLException {
    int number;
    do {
      number = ThreadLocalRandom.current().nextInt(NUMBERS);
    } while (!tryLock(connection, number));
    return number;
  }

  private static boolean tryLock(Connection connection, int number) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                sql("SELECT pg_try_advisory_lock(%d, %d)", LOCK_CLASS, number))) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void drop(Connection connection, String schema) throws SQLException {
    execute(connection, "SET lock_timeout = '5s'");
    execute(connection, "DROP SCHEMA IF EXISTS %s CASCADE".formatted(schema));
  }

  @FormatMethod
  private static String sql(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Waits for notifications, which nobody sends. It waits outside a transaction, because an open
  /// transaction would keep the server from removing old row versions.
  private void watch(Connection presence) {
    try {
      presence.unwrap(PGConnection.class).getNotifications(0);
    } catch (SQLException e) {
      ended.complete("lost its connection: " + e.getMessage());
    }
  }

  @Override
  public String label(URI address) {
    try (Connection connection = new JdbcAddress(address).connect();
        Statement statement = limited(connection.createStatement());
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('fsync'), current_setting('synchronous_commit')")) {
      row.next();
      return "the user's own %s %s over JDBC; fsync %s, synchronous_commit %s"
          .formatted(
              connection.getMetaData().getDatabaseProductName(),
              connection.getMetaData().getDatabaseProductVersion(),
              row.getString(1),
              row.getString(2));
    } catch (SQLException e) {
      return "the user's own database, which does not report its version";
    }
  }

  /// A label must not keep a run waiting.
  private static Statement limited(Statement statement) throws SQLException {
    statement.setQueryTimeout(LABEL_DEADLINE_SECONDS);
    return statement;
  }

  @Override
  public CompletableFuture<String> ended() {
    return ended;
  }

  @Override
  public synchronized void close() {
    Run current = run;
    run = null;
    if (current != null && !ended.isDone()) {
      current.end();
    }
  }

  /// What a run has in the database.
  ///
  /// @param database the address of the database
  /// @param schema its tables
  /// @param presence holds the lock of the schema
  private record Run(JdbcAddress database, String schema, Connection presence) {

    void end() {
      try (Connection connection = database.connect()) {
        drop(connection, schema);
        // `close` would wait for the thread that listens on this connection.
        presence.abort(Runnable::run);
      } catch (SQLException e) {
        System.err.println(
            "schema %s cannot be dropped; the next run will drop it: %s"
                .formatted(schema, e.getMessage()));
      }
    }
  }
}
