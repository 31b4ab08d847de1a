package io.lanemark.benchmarks.backend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/// The tables of a small shop: customers and their orders. The content of a row follows from its
/// key, so that a reader can check it. Only balances change.
public final class Shop {

  /// How many customers there are; their ids begin at 1.
  public static final int CUSTOMERS = 10_000;

  /// How many orders each customer has; their numbers begin at 1.
  public static final int ORDERS_EACH = 10;

  private static final long ID_FACTOR = 7919;
  private static final long NUMBER_FACTOR = 104_729;
  private static final long MOST_CENTS = 100_000;

  private Shop() {}

  /// The name of a customer.
  ///
  /// @param id of the customer
  /// @return a name of the same length for every customer
  public static String nameOf(int id) {
    return "Customer " + (1_000_000 + id);
  }

  /// The value of an order.
  ///
  /// @param customer id of the customer
  /// @param number of the order
  /// @return less than a thousand, in cents
  public static int centsOf(int customer, int number) {
    return (int) ((customer * ID_FACTOR + number * NUMBER_FACTOR) % MOST_CENTS);
  }

  /// Creates a schema with the tables, and fills them.
  ///
  /// Half of each page of customers stays free, so that an updated row fits on the page of the old
  /// one (a heap-only tuple). So neither the index nor the table grows over millions of updates. A
  /// vacuum in the background is not needed either; it would disturb some trials and not others.
  ///
  /// @param connection to the database; in a transaction of the caller, or none
  /// @param schema name of the schema; must not exist
  /// @throws SQLException if the database refuses
  static void create(Connection connection, String schema) throws SQLException {
    List<String> statements =
        List.of(
            "CREATE SCHEMA %1$s",
            """
            CREATE TABLE %1$s.customers (
              id integer NOT NULL, name text NOT NULL, city text NOT NULL,
              balance_cents bigint NOT NULL)
              WITH (fillfactor = 50, autovacuum_enabled = false)\
            """,
            """
            INSERT INTO %1$s.customers
              SELECT id, 'Customer ' || (1000000 + id), 'City ' || id %% 500, 0
              FROM generate_series(1, %2$d) AS id\
            """,
            "ALTER TABLE %1$s.customers ADD PRIMARY KEY (id)",
            """
            CREATE TABLE %1$s.orders (
              customer_id integer NOT NULL, number integer NOT NULL, cents integer NOT NULL,
              placed_at timestamp with time zone NOT NULL)
              WITH (autovacuum_enabled = false)\
            """,
            """
            INSERT INTO %1$s.orders
              SELECT id, number, (id * %4$d + number * %5$d) %% %6$d,
                timestamp with time zone '2026-01-01 00:00+00' + number * interval '1 day'
              FROM generate_series(1, %2$d) AS id, generate_series(1, %3$d) AS number\
            """,
            "ALTER TABLE %1$s.orders ADD PRIMARY KEY (customer_id, number)",
            """
            ALTER TABLE %1$s.orders
              ADD FOREIGN KEY (customer_id) REFERENCES %1$s.customers (id)\
            """,
            "ANALYZE %1$s.customers, %1$s.orders");
    try (Statement statement = connection.createStatement()) {
      for (String template : statements) {
        statement.execute(
            String.format(
                Locale.ROOT,
                template,
                schema,
                CUSTOMERS,
                ORDERS_EACH,
                ID_FACTOR,
                NUMBER_FACTOR,
                MOST_CENTS));
      }
    }
  }
}
