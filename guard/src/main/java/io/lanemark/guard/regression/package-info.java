/// Verdicts: whether a candidate is slower than its base, from the scores of both.
@NullMarked
package io.lanemark.guard.regression;

import org.jspecify.annotations.NullMarked;
