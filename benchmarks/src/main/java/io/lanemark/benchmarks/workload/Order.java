package io.lanemark.benchmarks.workload;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.LocalDate;

/// One line of the orders, as far as the sales are concerned.
///
/// @param date when it was ordered
/// @param customer by whom: family name, given name
/// @param country code of two letters
/// @param quantity how many pieces
/// @param unitPriceCents price of each, cents
record Order(LocalDate date, String customer, String country, int quantity, long unitPriceCents) {

  static Order of(CsvRecord line) {
    return new Order(
        LocalDate.parse(line.getField(1)),
        line.getField(2),
        line.getField(3),
        Integer.parseInt(line.getField(5)),
        Long.parseLong(line.getField(6)));
  }

  long cents() {
    return quantity * unitPriceCents;
  }
}
