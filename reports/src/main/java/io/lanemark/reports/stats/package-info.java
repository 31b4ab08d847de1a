/// Statistics as pure functions, each with its reference.
@NullMarked
package io.lanemark.reports.stats;

import org.jspecify.annotations.NullMarked;
