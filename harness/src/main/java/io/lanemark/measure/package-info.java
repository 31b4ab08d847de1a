/// Recording the times of tasks, and what the process tree uses meanwhile.
///
/// The clock is [System#nanoTime] throughout. On Linux it is `CLOCK_MONOTONIC`, one for all
/// processes of a machine, so that time stamps taken in a worker and in its parent can be
/// subtracted.
@NullMarked
package io.lanemark.measure;

import org.jspecify.annotations.NullMarked;
