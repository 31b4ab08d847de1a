/// Trials that another runtime runs, as peers of those of the JVM: Python.
@NullMarked
package io.lanemark.benchmarks.python;

import org.jspecify.annotations.NullMarked;
