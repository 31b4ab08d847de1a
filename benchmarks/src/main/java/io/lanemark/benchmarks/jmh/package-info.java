/// The trial runner that is JMH.
@NullMarked
package io.lanemark.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
