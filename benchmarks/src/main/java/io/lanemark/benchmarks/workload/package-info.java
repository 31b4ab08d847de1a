/// The built-in workloads.
@NullMarked
package io.lanemark.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
