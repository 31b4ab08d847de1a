package io.lanemark.benchmarks.workload;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lanemark.benchmarks.backend.JdbcAddress;
import io.lanemark.benchmarks.backend.PostgresBackend;
import io.lanemark.benchmarks.backend.Shop;
import io.lanemark.workload.Resources;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// The database connections of a JVM, its share of the stated total. They stay open from the first
/// task to the last, and are never validated in between.
///
/// A task waits if no connection is free; that is part of its service time.
final class SqlClient implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final String SELECT_ORDERS =
      "SELECT name, number, cents FROM customers JOIN orders ON customer_id = id"
          + " WHERE id = ? ORDER BY number DESC LIMIT ?";

  private static final String UPDATE_BALANCE =
      "UPDATE customers SET balance_cents = balance_cents + 1 WHERE id = ?";

  private final HikariDataSource pool;

  private SqlClient(HikariDataSource pool) {
    this.pool = pool;
  }

  /// Opens a JVM's part of the connections.
  ///
  /// @param resources tell the address, and this JVM's share
  /// @param connections of the whole process tree
  /// @throws SQLException if one of them is unavailable
  static SqlClient open(Resources resources, int connections) throws SQLException {
    int share = resources.share(connections);
    HikariConfig config = new HikariConfig();
    config.setDataSource(new JdbcAddress(resources.address(PostgresBackend.NAME)).dataSource());
    config.setMaximumPoolSize(share);
    config.setMinimumIdle(share);
    config.setAutoCommit(false);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    config.setKeepaliveTime(0);
    config.setPoolName("sql");
    config.setThreadFactory(Thread.ofPlatform().daemon().name("sql-pool-", 0).factory());
    SqlClient client = new SqlClient(new HikariDataSource(config));
    boolean opened = false;
    try {
      client.takeEachOnce(share);
      opened = true;
    } finally {
      if (!opened) {
        client.close();
      }
    }
    client.pool.setConnectionTimeout(LONGEST_WAIT.toMillis());
    return client;
  }

  /// Opens all connections: the pool itself would carry on with fewer.
  private void takeEachOnce(int connections) throws SQLException {
    if (connections > 0) {
      try (Connection _ = pool.getConnection()) {
        takeEachOnce(connections - 1);
      }
    }
  }

  /// Does one transaction: looks up random customers, each with their latest orders, and changes
  /// the balances of others.
  ///
  /// @param sql how many of them
  /// @param reader receives each row
  /// @return how many rows were read, and how many changed, which is the same whichever they were
  Digest transact(SqlWorkload sql, RowReader reader) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      int read = lookUp(connection, sql, reader);
      int changed = changeBalances(connection, sql.updates());
      connection.commit();
      return new Digest(read, changed);
    }
  }

  private static int lookUp(Connection connection, SqlWorkload sql, RowReader reader)
      throws SQLException {
    int read = 0;
    try (PreparedStatement select = connection.prepareStatement(SELECT_ORDERS)) {
      for (int query = 0; query < sql.queries(); query++) {
        read += latestOrders(select, anyCustomer(), sql.orders(), reader);
      }
    }
    return read;
  }

  private static int latestOrders(
      PreparedStatement select, int customer, int orders, RowReader reader) throws SQLException {
    select.setInt(1, customer);
    select.setInt(2, orders);
    int read = 0;
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        reader.read(rows, customer, Shop.ORDERS_EACH - read);
        read++;
      }
    }
    return read;
  }

  /// Reads a row that was looked up.
  @FunctionalInterface
  interface RowReader {

    /// Reads it.
    ///
    /// @param row with the columns name, number, cents
    /// @param customer id that was looked up
    /// @param number of the order that this must be
    /// @throws SQLException if it cannot be read, or is another row
    void read(ResultSet row, int customer, int number) throws SQLException;
  }

  /// In the order of the ids, so that transactions wait for one another and never in a circle.
  private static int changeBalances(Connection connection, int updates) throws SQLException {
    int changed = 0;
    try (PreparedStatement update = connection.prepareStatement(UPDATE_BALANCE)) {
      int[] customers =
          ThreadLocalRandom.current().ints(updates, 1, Shop.CUSTOMERS + 1).sorted().toArray();
      for (int customer : customers) {
        update.setInt(1, customer);
        changed += update.executeUpdate();
      }
    }
    return changed;
  }

  private static int anyCustomer() {
    return ThreadLocalRandom.current().nextInt(1, Shop.CUSTOMERS + 1);
  }

  @Override
  public void close() {
    pool.close();
  }
}
