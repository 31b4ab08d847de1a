/// Statistics as pure functions, each with its reference.
@NullMarked
package io.lanemark.stats;

import org.jspecify.annotations.NullMarked;
