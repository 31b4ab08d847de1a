/// Trials in Python, as peers of those on the JVM.
@NullMarked
package io.lanemark.benchmarks.python;

import org.jspecify.annotations.NullMarked;
