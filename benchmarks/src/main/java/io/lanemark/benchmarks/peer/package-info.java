/// Trials that another runtime runs, as peers of those of the JVM: Python.
@NullMarked
package io.lanemark.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
