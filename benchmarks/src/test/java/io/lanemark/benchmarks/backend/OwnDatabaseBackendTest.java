package io.lanemark.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lanemark.benchmarks.workload.SqlWorkload;
import io.lanemark.load.JvmResources;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class OwnDatabaseBackendTest {

  private static final Set<String> POSTGRES = Set.of(PostgresBackend.NAME);

  @TempDir private static Path directory;
  private static PostgresServer server;
  private static JdbcAddress database;

  @BeforeAll
  static void start() throws Exception {
    PostgresPrograms programs = PostgresPrograms.unpack(directory.resolve("programs"));
    server = PostgresServer.start(programs, directory.resolve("data"), Map.of());
    database = JdbcAddress.parse(server.jdbcUrl());
  }

  @AfterAll
  static void end() {
    server.close();
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @AfterEach
  void leavesNoTables() throws SQLException {
    assertThat(schemas()).isEmpty();
  }

  private static List<String> schemas() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'lanemark%'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static RunBackends start(JdbcAddress address) throws InterruptedException {
    return RunBackends.start(
        POSTGRES,
        directory,
        Map.of(PostgresBackend.NAME, OwnDatabaseBackend.at(address)),
        BackendProcess.START_DEADLINE);
  }

  @Test
  void namesAHostThatIsNotThere() {
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> start(JdbcAddress.parse("jdbc:postgresql://nowhere.invalid/db")).close())
        .withMessageContaining("cannot be started: no such host: nowhere.invalid");
  }

  @Test
  void servesFromTablesOfItsOwn() throws Exception {
    SqlWorkload sql = new SqlWorkload(3, 5, 2, 4);
    try (RunBackends backends = start(database);
        RunBackends others = start(database);
        JvmResources resources = new JvmResources(0, 1, 4, backends.addresses())) {
      sql.run(resources);
      assertThat(backends.addresses()).isNotEqualTo(others.addresses());
      assertThat(schemas()).hasSize(2);
      assertThat(backends.pids(POSTGRES)).isEmpty();
      assertThat(backends.labels(POSTGRES))
          .singleElement()
          .asString()
          .startsWith("the user's own PostgreSQL 18.")
          .endsWith("fsync on, synchronous_commit on");
      backends.check(Duration.ZERO);
    }
  }

  /// Two JVMs share seven connections; each opens all of its own, and each task adds 2 to balances.
  @Test
  void connectionsAreATotalAndUpdatesArrive() throws Exception {
    SqlWorkload sql = new SqlWorkload(1, 1, 2, 7);
    try (RunBackends backends = start(database)) {
      String schema = schemas().getFirst();
      long before = number("SELECT count(*) FROM pg_stat_activity");
      try (JvmResources first = new JvmResources(0, 2, 7, backends.addresses());
          JvmResources second = new JvmResources(1, 2, 7, backends.addresses())) {
        sql.run(first);
        assertThat(number("SELECT count(*) FROM pg_stat_activity")).isEqualTo(before + 4);
        sql.run(second);
        assertThat(number("SELECT count(*) FROM pg_stat_activity")).isEqualTo(before + 7);
        assertThat(number("SELECT sum(balance_cents) FROM %s.customers".formatted(schema)))
            .isEqualTo(4);
      }
    }
  }

  @Test
  void aWrongRowIsAFailure() throws Exception {
    try (RunBackends backends = start(database);
        JvmResources resources = new JvmResources(0, 1, 1, backends.addresses())) {
      execute("UPDATE %s.orders SET cents = -1 WHERE number = 9".formatted(schemas().getFirst()));
      new SqlWorkload(1, 1, 0, 1).run(resources);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> new SqlWorkload(1, 2, 0, 1).run(resources))
          .withMessageStartingWith("looked up order 9 of customer ")
          .withMessageEndingWith(", worth -1");
    }
  }

  @Test
  void dropsWhatADeadRunLeftAndNothingElse() throws Exception {
    execute("CREATE SCHEMA lanemark_17");
    execute("CREATE TABLE lanemark_17.orders (id integer)");
    execute("CREATE SCHEMA lanemark_mine");
    try (RunBackends backends = start(database)) {
      assertThat(schemas()).hasSize(2).contains("lanemark_mine").doesNotContain("lanemark_17");
      assertThat(backends.addresses()).hasSize(1);
    } finally {
      execute("DROP SCHEMA lanemark_mine");
    }
  }

  @Test
  void tellsThatItLostItsConnection() throws Exception {
    try (RunBackends backends = start(database)) {
      execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
      assertThatExceptionOfType(BackendUnavailableException.class)
          .isThrownBy(() -> backends.check(Duration.ofSeconds(30)))
          .withMessageStartingWith(
              "backend 'own-database' ended during the run: lost its connection")
          .withMessageContaining("terminating connection");
    }
    start(database).close();
  }

  @Test
  void saysInOneLineWhyItCannotConnect() {
    String url = server.jdbcUrl();
    assertUnavailable(
        url.replaceFirst("password=.*", "password=guess"), "password authentication failed");
    assertUnavailable(url.replaceFirst(":\\d+/", ":1/"), "refused");
    assertUnavailable(url.replace("/postgres?", "/nowhere?"), "\"nowhere\" does not exist");
  }

  private static void assertUnavailable(String url, String expected) {
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> start(JdbcAddress.parse(url)).close())
        .withMessageStartingWith("backend 'own-database' cannot be started: ")
        .withMessageContaining(expected)
        .withMessageNotContaining("password=");
  }
}
