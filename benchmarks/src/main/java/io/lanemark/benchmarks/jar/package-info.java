/// JMH jars of anybody's, each trial in a process of its own.
@NullMarked
package io.lanemark.benchmarks.jar;

import org.jspecify.annotations.NullMarked;
