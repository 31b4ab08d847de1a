package io.lanemark.benchmarks.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Adds up orders by country and customer, and ranks the customers of each country.
final class SalesReport {

  private static final String ALL_CUSTOMERS = "*";

  private static final Comparator<Map.Entry<String, Sales>> MOST_TURNOVER_FIRST =
      Comparator.comparing(
              (Map.Entry<String, Sales> customer) -> customer.getValue().cents(),
              Comparator.reverseOrder())
          .thenComparing(Map.Entry.comparingByKey());

  private final Map<String, Map<String, Sales>> byCountry = new TreeMap<>();

  void add(Order order) {
    byCountry
        .computeIfAbsent(order.country(), _ -> new HashMap<>())
        .merge(order.customer(), Sales.of(order), Sales::plus);
  }

  /// The countries in the order of their codes. For each, the sum over all customers, then the
  /// customers with the highest turnover; equal ones in the order of their names.
  ///
  /// @param top how many customers of each country
  /// @return `country|customer|orders|pieces|cents|mean cents|latest date`
  List<String> lines(int top) {
    List<String> lines = new ArrayList<>();
    byCountry.forEach(
        (country, customers) -> {
          customers.values().stream()
              .reduce(Sales::plus)
              .ifPresent(all -> lines.add(line(country, ALL_CUSTOMERS, all)));
          customers.entrySet().stream()
              .sorted(MOST_TURNOVER_FIRST)
              .limit(top)
              .forEach(
                  customer -> lines.add(line(country, customer.getKey(), customer.getValue())));
        });
    return lines;
  }

  private static String line(String country, String customer, Sales sales) {
    return String.join(
        "|",
        country,
        customer,
        Long.toString(sales.orders()),
        Long.toString(sales.pieces()),
        Long.toString(sales.cents()),
        Long.toString(sales.meanCents()),
        sales.latest().toString());
  }
}
