package io.lanemark.benchmarks.workload;

import java.time.LocalDate;

/// The sum of one order or more.
///
/// @param orders how many; at least 1
/// @param pieces of all of them
/// @param cents turnover
/// @param latest date of the last one
record Sales(long orders, long pieces, long cents, LocalDate latest) {

  static Sales of(Order order) {
    return new Sales(1, order.quantity(), order.cents(), order.date());
  }

  Sales plus(Sales other) {
    return new Sales(
        orders + other.orders,
        pieces + other.pieces,
        cents + other.cents,
        latest.isBefore(other.latest) ? other.latest : latest);
  }

  /// Turnover of an order, rounded down.
  long meanCents() {
    return cents / orders;
  }
}
