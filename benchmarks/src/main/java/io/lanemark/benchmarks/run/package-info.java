/// Carries out a run of execution models and workloads: from what was asked for, over the plan, to
/// the results folder. What is measured is an [PlannedRun], and a [Measurement] carries it out.
@NullMarked
package io.lanemark.benchmarks.run;

import org.jspecify.annotations.NullMarked;
