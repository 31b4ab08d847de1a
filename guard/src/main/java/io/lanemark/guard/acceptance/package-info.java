/// Accepted regressions: each for a reason, within a range and until a day.
@NullMarked
package io.lanemark.guard.acceptance;

import org.jspecify.annotations.NullMarked;
