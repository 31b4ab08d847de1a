package io.lanemark.benchmarks.workload;

import io.lanemark.benchmarks.backend.PostgresBackend;
import io.lanemark.benchmarks.backend.Shop;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.CeilingLoad;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One transaction on the `postgres` backend, over a pool of connections: looks customers up with
/// their latest orders, changes balances, and commits.
///
/// The customers are chosen at random, and all have the same number of orders. So the digest is
/// always the same, while concurrent tasks read and change different rows.
///
/// @param queries how many customers it looks up, one after the other; from 0 to 1000
/// @param orders how many of the latest orders of each; from 1 to [Shop#ORDERS_EACH]
/// @param updates how many balances it changes, one after the other; from 0 to 1000
/// @param connections to the database, over the whole process tree; from 1 to
///   [PostgresBackend#MOST_CONNECTIONS]
public record SqlWorkload(int queries, int orders, int updates, int connections)
    implements Workload<Digest> {

  private static final Range STATEMENTS = new Range(0, 1000);
  private static final Range ORDERS = new Range(1, Shop.ORDERS_EACH);
  private static final Range CONNECTIONS = new Range(1, PostgresBackend.MOST_CONNECTIONS);

  /// Refuses what is out of range.
  public SqlWorkload {
    STATEMENTS.check("queries", queries);
    ORDERS.check("orders", orders);
    STATEMENTS.check("updates", updates);
    CONNECTIONS.check("connections", connections);
  }

  @Override
  public Digest run(Resources resources) throws Exception {
    return resources
        .open(SqlClient.class, opening -> SqlClient.open(opening, connections))
        .transact(this, SqlWorkload::checkRow);
  }

  private static void checkRow(ResultSet row, int customer, int number) throws SQLException {
    String name = row.getString(1);
    int numberRead = row.getInt(2);
    int cents = row.getInt(3);
    if (!name.equals(Shop.nameOf(customer))
        || numberRead != number
        || cents != Shop.centsOf(customer, number)) {
      throw new SQLException(
          String.format(
              Locale.ROOT,
              "looked up order %d of customer %d, but found order %d of '%s', worth %d",
              number,
              customer,
              numberRead,
              name,
              cents));
    }
  }

  /// Makes it from parameters.
  public static final class Provider implements WorkloadProvider {

    /// For the service loader.
    public Provider() {}

    @Override
    public String name() {
      return "sql";
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.IO;
    }

    @Override
    public String description() {
      return "queries and updates a relational database in transactions, over a pool of"
          + " connections";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("queries", "4", "how many customers a task looks up, one after the other"),
          new Parameter("orders", "5", "how many of the latest orders of each; at most 10"),
          new Parameter("updates", "1", "how many balances a task changes, one after the other"),
          new Parameter("connections", "16", "connections to the database, over all processes"));
    }

    @Override
    public Set<String> backends() {
      return Set.of(PostgresBackend.NAME);
    }

    @Override
    public OptionalInt connections(Arguments arguments) {
      return OptionalInt.of(create(arguments).connections());
    }

    /// Twice as many transactions as connections, so that none of these is ever idle.
    @Override
    public Optional<CeilingLoad> ceiling(Arguments arguments) {
      SqlWorkload sql = create(arguments);
      return Optional.of(new CeilingLoad(new BareSql(sql), 2 * sql.connections()));
    }

    @Override
    public SqlWorkload create(Arguments arguments) {
      return new SqlWorkload(
          arguments.wholeNumber("queries", 0),
          arguments.wholeNumber("orders", 1),
          arguments.wholeNumber("updates", 0),
          arguments.wholeNumber("connections", 1));
    }
  }
}
