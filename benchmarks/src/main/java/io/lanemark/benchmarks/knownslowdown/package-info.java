/// Benchmarks of Lanemark's own with slow-downs whose size is known: what a regression check is
/// tried on.
@NullMarked
package io.lanemark.benchmarks.knownslowdown;

import org.jspecify.annotations.NullMarked;
