/// Verdicts: whether a candidate is slower than its base, from the scores of both.
@NullMarked
package io.lanemark.reports.regression;

import org.jspecify.annotations.NullMarked;
