package io.lanemark.benchmarks.workload;

import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;

/// The same transactions, without checking the rows.
///
/// @param sql the transactions
record BareSql(SqlWorkload sql) implements Workload<Digest> {

  @Override
  public Digest run(Resources resources) throws Exception {
    SqlClient client =
        resources.open(SqlClient.class, opening -> SqlClient.open(opening, sql.connections()));
    return new Digest(client.transact(sql, (_, _, _) -> {}).amount(), 0);
  }
}
