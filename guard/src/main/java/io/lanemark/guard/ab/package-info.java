/// A/B runs: two JMH jars measured in turns, each trial in a process of its own, until the verdicts
/// are decided or the budget is used. Knows nothing of git, and nothing of where the jars come
/// from.
@NullMarked
package io.lanemark.guard.ab;

import org.jspecify.annotations.NullMarked;
