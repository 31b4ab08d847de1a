/// When an A/B run may stop: decisions on a comparison that is measured round by round.
@NullMarked
package io.lanemark.guard.sequential;

import org.jspecify.annotations.NullMarked;
