/// A/B runs: two JMH jars measured in turns, each trial in a process of its own, until the verdicts
/// are decided or the budget is used.
///
/// `AbRequest` is what a command asks for. `AbMeasurement` carries it out: it asks both jars
/// (`AbSides`, `JmhJar`) what they can measure, writes the `AbPlan` into an `AbFolder`, and starts
/// the `AbLoop`. In each round the loop runs trials (`JarTrials`) in the order of `Alternation`, as
/// long as the `Budget` lasts, and gives their scores (`AbScores`) to the `SequentialTest`, which
/// decides what needs more forks. The `AbResult` holds the verdicts; `guard.export` prints them.
///
/// Git, builds and the place that the jars come from are left to `guard.checkout`.
@NullMarked
package io.lanemark.guard.ab;

import org.jspecify.annotations.NullMarked;
