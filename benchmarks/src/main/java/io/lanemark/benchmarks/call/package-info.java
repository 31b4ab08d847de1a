/// What a library does in one call, measured call by call: handing out tasks, carrying bytes,
/// starting workers.
@NullMarked
package io.lanemark.benchmarks.call;

import org.jspecify.annotations.NullMarked;
