package io.lanemark.benchmarks.workload;

/// The values that a component of a workload may have, both bounds included.
record Range(double least, double most) {

  int check(String name, int value) {
    check(
        name,
        value,
        Integer.toString(value),
        Integer.toString((int) least),
        Integer.toString((int) most));
    return value;
  }

  double check(String name, double value) {
    check(name, value, Double.toString(value), Double.toString(least), Double.toString(most));
    return value;
  }

  private void check(String name, double value, String text, String leastText, String mostText) {
    boolean inside = value >= least && value <= most;
    if (!inside) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s: %s".formatted(name, leastText, mostText, text));
    }
  }
}
