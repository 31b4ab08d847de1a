/// Benchmarks and experiments of the process pool itself: dispatch, transport, start, waiting,
/// death.
@NullMarked
package io.lanemark.benchmarks.operation;

import org.jspecify.annotations.NullMarked;
