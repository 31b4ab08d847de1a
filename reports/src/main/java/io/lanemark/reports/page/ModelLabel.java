package io.lanemark.reports.page;

import io.lanemark.reports.chart.Palette;
import io.lanemark.results.Case;

/// The name of an execution model in its colour.
///
/// @param name the name
/// @param styleName name of its colour in the style sheet
record ModelLabel(String name, String styleName) {

  /// The model of a case, with its variant if it is not the default.
  static ModelLabel of(Case measured) {
    return new ModelLabel(measured.label(), of(measured.model()).styleName());
  }

  static ModelLabel of(String model) {
    return new ModelLabel(model, Palette.of(model).styleName());
  }
}
