/// When to stop: decisions on a comparison that is measured round by round.
@NullMarked
package io.lanemark.reports.sequential;

import org.jspecify.annotations.NullMarked;
