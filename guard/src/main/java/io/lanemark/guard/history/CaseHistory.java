package io.lanemark.guard.history;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Unit;
import io.lanemark.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/// One number of one case over time.
///
/// @param key which number of which case
/// @param points at least one, in the order of the runs
public record CaseHistory(BenchmarkKey key, List<Point> points) {

  /// What one run measured.
  ///
  /// @param run its number, from 1
  /// @param origin when and where it was measured, and what
  /// @param score what it was
  public record Point(int run, Origin origin, HistoryScore score) {
    /// Refuses missing parts.
    public Point {
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(score, "score");
    }
  }

  /// Copies the list.
  public CaseHistory {
    Objects.requireNonNull(key, "key");
    points = List.copyOf(points);
  }

  /// The last point.
  ///
  /// @return of the last run that has one
  public Point latest() {
    return points.getLast();
  }

  /// The unit in which all points are shown, because they may have different ones.
  ///
  /// @return that of the latest
  public Unit unit() {
    return latest().score().ofUnit();
  }

  /// The points, divided where the machine or the Java changed: a change there may have nothing to
  /// do with the code.
  ///
  /// @return at least one, none of them empty
  public List<List<Point>> stretches() {
    List<List<Point>> stretches = new ArrayList<>();
    for (Point point : points) {
      if (stretches.isEmpty()
          || !stretches.getLast().getLast().origin().isSamePlaceAs(point.origin())) {
        stretches.add(new ArrayList<>());
      }
      stretches.getLast().add(point);
    }
    return stretches.stream().map(List::copyOf).toList();
  }

  /// The cost of the latest point over the median of the earlier ones on the same machine and Java.
  ///
  /// @return above 1 if it is slower, or more; empty if there is no earlier point
  public OptionalDouble change() {
    List<Point> stretch = stretches().getLast();
    List<Double> before =
        stretch.subList(0, stretch.size() - 1).stream().map(point -> point.score().cost()).toList();
    return before.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(latest().score().cost() / Sample.of(before).median());
  }
}
