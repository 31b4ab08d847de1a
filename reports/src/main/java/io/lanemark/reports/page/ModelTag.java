package io.lanemark.reports.page;

import io.lanemark.reports.chart.Palette;
import io.lanemark.results.Case;

/// The name of an execution model in its colour.
///
/// @param name the name
/// @param styleName name of its colour in the style sheet
record ModelTag(String name, String styleName) {

  /// The model of a case, with the variant where one was chosen.
  static ModelTag of(Case measured) {
    return new ModelTag(measured.label(), of(measured.model()).styleName());
  }

  static ModelTag of(String model) {
    return new ModelTag(model, Palette.of(model).styleName());
  }
}
