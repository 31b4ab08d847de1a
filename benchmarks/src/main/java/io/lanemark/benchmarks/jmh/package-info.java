/// Runs trials with JMH.
@NullMarked
package io.lanemark.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
