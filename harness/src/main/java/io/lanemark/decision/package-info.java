/// What the trials of a run show: results of cases, contests of models, and checks. Pure functions,
/// which serve a run that goes on, the regression check and the reports alike.
@NullMarked
package io.lanemark.decision;

import org.jspecify.annotations.NullMarked;
