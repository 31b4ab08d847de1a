/// Benchmarks with slow-downs of known size, which test a regression check.
@NullMarked
package io.lanemark.benchmarks.knownslowdown;

import org.jspecify.annotations.NullMarked;
