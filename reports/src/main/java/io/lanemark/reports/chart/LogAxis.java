package io.lanemark.reports.chart;

import io.lanemark.text.Scale;
import java.util.stream.DoubleStream;

/// The range of a logarithmic axis of times, and its labels.
///
/// @param low lower end, in nanoseconds
/// @param high upper end, in nanoseconds
record LogAxis(double low, double high) {

  static LogAxis around(double lowest, double highest) {
    return new LogAxis(step(lowest, 1 / 1.05, false), step(highest, 1.05, true));
  }

  /// With two decades or more, only the decades have labels.
  boolean decadesOnly() {
    return high / low >= 100;
  }

  /// Labels 1, 2 and 5 of each decade, or the decades alone.
  String label(double nanos) {
    int first = (int) Math.rint(nanos / Math.pow(10, Math.floor(Math.log10(nanos) + 1e-9)));
    boolean shown = first == 1 || (!decadesOnly() && (first == 2 || first == 5));
    return shown ? Scale.ofNanos(DoubleStream.of(nanos)).compact(nanos) : " ";
  }

  private static double step(double value, double room, boolean up) {
    double wanted = Math.max(1, value * room);
    double decade = Math.pow(10, Math.floor(Math.log10(wanted)));
    double[] steps = {1, 2, 5, 10};
    double chosen = up ? 10 * decade : decade;
    for (double candidate : steps) {
      double end = candidate * decade;
      if (up && end >= wanted) {
        return end;
      }
      if (!up && end <= wanted) {
        chosen = end;
      }
    }
    return chosen;
  }
}
