/// What the trials of a run show: results of cases, contests of models, and checks. Pure functions,
/// used by a run while it measures, by the regression check and by the reports.
@NullMarked
package io.lanemark.decision;

import org.jspecify.annotations.NullMarked;
