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
/// @param key what it is
/// @param points at least one, in the order of the runs
public record CaseHistory(BenchmarkKey key, List<Point> points) {

  /// What one run measured.
  ///
  /// @param run its number, from 1
  /// @param origin when, of what and where
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

  /// The unit in which all points can be shown, for they may be in different ones.
  ///
  /// @return that of the latest
  public Unit unit() {
    return latest().score().ofUnit();
  }

  /// The points, divided where the machine or the Java is another one than before: what changes
  /// there may have nothing to do with the code.
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

  /// The cost of the latest over the median of those before it, back to where the machine or the
  /// Java was another one.
  ///
  /// @return above 1 where it is slower, or more; empty where there is none before it
  public OptionalDouble change() {
    List<Point> stretch = stretches().getLast();
    List<Double> before =
        stretch.subList(0, stretch.size() - 1).stream().map(point -> point.score().cost()).toList();
    return before.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(latest().score().cost() / Sample.of(before).median());
  }
}
