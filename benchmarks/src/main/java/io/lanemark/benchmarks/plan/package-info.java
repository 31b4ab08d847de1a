/// From what was asked for to the trials of a run.
@NullMarked
package io.lanemark.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
