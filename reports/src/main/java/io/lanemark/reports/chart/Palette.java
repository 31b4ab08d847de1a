package io.lanemark.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// One colour for each execution model, the same wherever it is drawn or written.
///
/// After M. Okabe and K. Ito, *Color Universal Design*, 2008: distinguishable with every kind of
/// colour vision. On a dark background the colours are lighter, so that each has a contrast of 3 :
/// 1 or more. Markers and strokes distinguish the models without colours.
public enum Palette {
  /// The reference.
  SERIAL("serial", 0x5F6B7A, 0xA3AEBB, SeriesMarkers.DIAMOND, 2, 3),
  /// Worker processes.
  PROCESS("process", 0xC2500A, 0xF08A4B, SeriesMarkers.SQUARE),
  /// Platform threads.
  PLATFORM("platform", 0x0068A8, 0x5AAEE8, SeriesMarkers.TRIANGLE_UP, 8, 3),
  /// A new platform thread for each task.
  PLATFORM_PER_TASK("platform-per-task", 0x2E90C2, 0xA9DAF7, SeriesMarkers.TRAPEZOID, 8, 3, 2, 3),
  /// A fork-join pool.
  FORK_JOIN("fork-join", 0x5B4FA8, 0xA79BEF, SeriesMarkers.PLUS, 4, 4),
  /// Virtual threads.
  VIRTUAL("virtual", 0x008060, 0x35C298, SeriesMarkers.CIRCLE, 10, 3, 3, 3),
  /// A few worker processes with virtual threads in each.
  PROCESS_VIRTUAL("process+virtual", 0xA8457F, 0xE08CBC, SeriesMarkers.TRIANGLE_DOWN, 5, 2),
  /// Any other model.
  OTHER("", 0x8A6A00, 0xD9B43A, SeriesMarkers.CROSS, 1, 2);

  /// Implementations of operations reuse the colours of models that never appear in the same chart.
  private static final Map<String, Palette> LIMITS =
      Map.of(
          "pipe", PLATFORM_PER_TASK,
          "unix-socket", PLATFORM,
          "tcp", FORK_JOIN,
          "codec", SERIAL,
          "bare-jvm", SERIAL,
          "process+registered", PROCESS_VIRTUAL,
          "process+aot", PROCESS_VIRTUAL);

  private static final float LINE_WIDTH = 2;

  private final String model;
  private final int onLight;
  private final int onDark;

  // Markers and strokes are immutable, but Error Prone cannot know that.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Marker marker;

  @SuppressWarnings("ImmutableEnumChecker")
  private final BasicStroke stroke;

  Palette(String model, int onLight, int onDark, Marker marker, float... dash) {
    this.model = model;
    this.onLight = onLight;
    this.onDark = onDark;
    this.marker = marker;
    this.stroke =
        dash.length == 0
            ? new BasicStroke(LINE_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
            : new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
  }

  /// Finds the colour of a model.
  ///
  /// @param model its name
  /// @return [#OTHER] for a name without a colour of its own
  public static Palette of(String model) {
    return List.of(values()).stream()
        .filter(entry -> entry != OTHER && entry.model.equals(model))
        .findFirst()
        .orElse(LIMITS.getOrDefault(model, OTHER));
  }

  /// The colour on a light or a dark background.
  ///
  /// @param dark whether the background is dark
  /// @return an opaque colour
  public Color colour(boolean dark) {
    return new Color(dark ? onDark : onLight);
  }

  /// The name of the colour in a style sheet.
  ///
  /// @return lower case, words joined by hyphens
  public String styleName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Marker marker() {
    return marker;
  }

  BasicStroke stroke() {
    return stroke;
  }
}
