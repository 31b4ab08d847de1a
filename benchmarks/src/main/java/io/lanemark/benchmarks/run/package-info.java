/// Carries out a run of execution models and workloads: from the request through the plan to the
/// results folder. A [PlannedRun] says what to measure, and a [Measurement] carries it out.
@NullMarked
package io.lanemark.benchmarks.run;

import org.jspecify.annotations.NullMarked;
