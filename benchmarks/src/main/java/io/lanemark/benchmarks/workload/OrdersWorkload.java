package io.lanemark.benchmarks.workload;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/// Parses a CSV of orders, adds them up by country and customer, sorts the customers of each
/// country by turnover, and writes the best ones down: work on many small objects, so that the
/// garbage collector works too.
///
/// The CSV is in memory, made once in each JVM. The digest counts its bytes, and its checksum is
/// the CRC-32 over the lines of the result, each ended by `\n`, in UTF-8.
///
/// @param orders lines of the CSV; from 1 to 100 000
/// @param top how many customers of each country are written down; from 1 to 1000
public record OrdersWorkload(int orders, int top) implements Workload<Digest> {

  private static final Range ORDERS = new Range(1, 100_000);
  private static final Range TOP = new Range(1, 1000);

  /// Refuses what is out of range.
  public OrdersWorkload {
    ORDERS.check("orders", orders);
    TOP.check("top", top);
  }

  @Override
  public Digest run(Resources resources) throws Exception {
    byte[] csv = resources.open(OrdersCsv.class, _ -> new OrdersCsv()).ofSize(orders);
    CRC32 checksum = new CRC32();
    for (String line : report(csv).lines(top)) {
      checksum.update(line.getBytes(StandardCharsets.UTF_8));
      checksum.update('\n');
    }
    return new Digest(csv.length, checksum.getValue());
  }

  static SalesReport report(byte[] csv) throws IOException {
    SalesReport report = new SalesReport();
    try (CsvReader<CsvRecord> lines =
        CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(csv))) {
      lines.skipLines(1);
      for (CsvRecord line : lines) {
        report.add(Order.of(line));
      }
    }
    return report;
  }

  /// Makes it from parameters.
  public static final class Provider implements WorkloadProvider {

    /// For the service loader.
    public Provider() {}

    @Override
    public String name() {
      return "orders";
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.CPU;
    }

    @Override
    public String description() {
      return "parses a CSV of orders, groups, adds up and sorts; allocates, and waits for nothing";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("orders", "5000", "lines of the CSV that a task parses"),
          new Parameter("top", "3", "how many customers of each country it writes down"));
    }

    @Override
    public OrdersWorkload create(Arguments arguments) {
      return new OrdersWorkload(
          arguments.wholeNumber("orders", 1), arguments.wholeNumber("top", 1));
    }
  }
}
