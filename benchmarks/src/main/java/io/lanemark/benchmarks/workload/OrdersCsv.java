package io.lanemark.benchmarks.workload;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The orders that tasks parse, as CSV in UTF-8: the same bytes for the same number of orders in
/// every JVM, and in every language that follows `docs/workloads/orders.md`.
final class OrdersCsv extends Inputs<byte[]> {

  private static final List<String> COUNTRIES =
      List.of("AT", "BR", "DE", "FR", "JP", "NO", "US", "ZA");
  private static final List<String> FAMILY_NAMES =
      List.of("Andersen", "Botha", "Costa", "Dubois", "Müller", "O'Neill", "Suzuki", "Weiß");
  private static final List<String> GIVEN_NAMES =
      List.of("Anna", "Ben", "Chloé", "Jürgen", "Mia", "Yuki");
  private static final List<String> PRODUCTS =
      List.of(
          "Desk lamp",
          "Cable, USB-C, 2 m",
          "Notebook A5",
          "Monitor 27\", curved",
          "Chair",
          "Pen, blue",
          "Keyboard",
          "Mug \"Monday\"");

  OrdersCsv() {
    super(OrdersCsv::generate);
  }

  private static byte[] generate(int orders) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CsvWriter csv =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(bytes, StandardCharsets.UTF_8)) {
      csv.writeRecord("id", "date", "customer", "country", "product", "quantity", "unitPriceCents");
      Draws draws = new Draws();
      for (int id = 1; id <= orders; id++) {
        csv.writeRecord(
            Integer.toString(id),
            String.format(Locale.ROOT, "2025-%02d-%02d", 1 + draws.below(12), 1 + draws.below(28)),
            draws.of(FAMILY_NAMES) + ", " + draws.of(GIVEN_NAMES),
            draws.of(COUNTRIES),
            draws.of(PRODUCTS),
            Integer.toString(1 + draws.below(9)),
            Integer.toString(100 + draws.below(50_000)));
      }
    }
    return bytes.toByteArray();
  }

  /// The linear congruential generator modulo 2^64 of D. E. Knuth's MMIX (*The Art of Computer
  /// Programming*, volume 2, section 3.3.4), of which the upper 31 bits are used: three lines in
  /// any language, which the generators of the libraries are not.
  private static final class Draws {

    private long state = 1;

    int below(int bound) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      return (int) (state >>> 33) % bound;
    }

    String of(List<String> values) {
      return values.get(below(values.size()));
    }
  }
}
