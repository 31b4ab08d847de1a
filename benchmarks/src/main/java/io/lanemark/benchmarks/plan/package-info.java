/// Makes the plan of a run from a request: its trials and their order.
@NullMarked
package io.lanemark.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
