/// A/B: two jars of JMH benchmarks, measured in turns. What is planned, in which order, what fits
/// into the budget, and the folder of what was measured.
@NullMarked
package io.lanemark.ab;

import org.jspecify.annotations.NullMarked;
