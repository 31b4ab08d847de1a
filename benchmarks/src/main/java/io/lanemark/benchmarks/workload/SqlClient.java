package io.lanemark.benchmarks.workload;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lanemark.benchmarks.postgres.JdbcAddress;
import io.lanemark.benchmarks.postgres.PostgresBackend;
import io.lanemark.benchmarks.postgres.Shop;
import io.lanemark.workload.Resources;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// The database connections of a JVM, its part of the stated total: open from the first task to the
/// last, and never looked at in between.
///
/// A task that finds none free waits; that is part of its service time.
final class SqlClient implements AutoCloseable {

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
  /// @param resources say where, and which part
  /// @param connections of the whole process tree
  static SqlClient open(Resources resources, int connections) {
    int share = resources.share(connections);
    HikariConfig config = new HikariConfig();
    config.setDataSource(new JdbcAddress(resources.address(PostgresBackend.NAME)).dataSource());
    config.setMaximumPoolSize(share);
    config.setMinimumIdle(share);
    config.setAutoCommit(false);
    config.setConnectionTimeout(LONGEST_WAIT.toMillis());
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    config.setKeepaliveTime(0);
    config.setPoolName("sql");
    config.setThreadFactory(Thread.ofPlatform().daemon().name("sql-pool-", 0).factory());
    return new SqlClient(new HikariDataSource(config));
  }

  /// Does one transaction: looks up customers by chance, each with their latest orders, and changes
  /// the balances of others. What was read is checked against its key.
  ///
  /// @return how many rows were read, and how many changed, which is the same whichever they were
  Digest transact(int queries, int orders, int updates) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      int read = lookUp(connection, queries, orders);
      int changed = changeBalances(connection, updates);
      connection.commit();
      return new Digest(read, changed);
    }
  }

  private static int lookUp(Connection connection, int queries, int orders) throws SQLException {
    int read = 0;
    try (PreparedStatement select = connection.prepareStatement(SELECT_ORDERS)) {
      for (int query = 0; query < queries; query++) {
        read += latestOrders(select, anyCustomer(), orders);
      }
    }
    return read;
  }

  private static int latestOrders(PreparedStatement select, int customer, int orders)
      throws SQLException {
    select.setInt(1, customer);
    select.setInt(2, orders);
    int expectedNumber = Shop.ORDERS_EACH;
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        int number = rows.getInt(2);
        int cents = rows.getInt(3);
        if (number != expectedNumber
            || cents != Shop.centsOf(customer, number)
            || !name.equals(Shop.nameOf(customer))) {
          throw new SQLException(
              "customer %d, order %d: the database says '%s', order %d, %d"
                  .formatted(customer, expectedNumber, name, number, cents));
        }
        expectedNumber--;
      }
    }
    return Shop.ORDERS_EACH - expectedNumber;
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
