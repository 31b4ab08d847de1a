package io.lanemark.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.load.JvmResources;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersWorkloadTest {

  private static byte[] generated(int orders) {
    try (OrdersCsv inputs = new OrdersCsv()) {
      return inputs.ofSize(orders);
    }
  }

  @Test
  void addsUpAndRanksByHand() throws Exception {
    String csv =
        """
        id,date,customer,country,product,quantity,unitPriceCents
        1,2025-01-31,"Weiß, Anna",DE,Chair,2,150
        2,2025-02-01,"Botha, Ben",DE,"Pen, blue",1,500
        3,2025-01-30,"Weiß, Anna",DE,"Mug ""Monday\""",1,201
        4,2025-03-01,"Costa, Mia",DE,Chair,5,100
        5,2025-01-01,"Botha, Ben",BR,"Two
        lines",3,7
        """;
    assertThat(OrdersWorkload.report(csv.getBytes(StandardCharsets.UTF_8)).lines(2))
        .containsExactly(
            "BR|*|1|3|21|21|2025-01-01",
            "BR|Botha, Ben|1|3|21|21|2025-01-01",
            "DE|*|4|9|1501|375|2025-03-01",
            "DE|Weiß, Anna|2|3|501|250|2025-01-31",
            "DE|Botha, Ben|1|1|500|500|2025-02-01");
  }

  @Test
  void ordersAreCsvAsItIsFound() {
    assertThat(new String(generated(3), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            id,date,customer,country,product,quantity,unitPriceCents
            1,2025-03-02,"Müller, Anna",DE,"Monitor 27"", curved",6,37002
            2,2025-10-19,"Dubois, Mia",JP,Desk lamp,6,44912
            3,2025-11-04,"Müller, Jürgen",FR,"Pen, blue",9,43510
            """);
  }

  /// From the same definition, written in Python with its own `csv` and `zlib`.
  @ParameterizedTest
  @CsvSource({
    "3, 3, 223, 1241878937, 569358908",
    "100, 1, 5517, 1306742904, 3916756721",
    "300, 3, 16677, 230618333, 4275652644",
    "5000, 3, 279618, 2727180150, 3845003808"
  })
  void agreesWithPython(int orders, int top, long bytes, long csvCrc, long resultCrc)
      throws Exception {
    CRC32 checksum = new CRC32();
    checksum.update(generated(orders));
    assertThat(checksum.getValue()).isEqualTo(csvCrc);
    try (JvmResources resources = new JvmResources(0, 1, 1, Map.of())) {
      assertThat(new OrdersWorkload(orders, top).run(resources))
          .isEqualTo(new Digest(bytes, resultCrc));
    }
  }
}
