/// The JMH benchmarks, one class per question, and what they share.
@NullMarked
package io.lanemark.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
