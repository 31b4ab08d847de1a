package io.lanemark.reports.render;

import io.lanemark.reports.chart.Palette;

/// The name of an execution model in its colour.
///
/// @param name the name
/// @param styleName name of its colour in the style sheet
record ModelTag(String name, String styleName) {

  static ModelTag of(String model) {
    return new ModelTag(model, Palette.of(model).styleName());
  }
}
