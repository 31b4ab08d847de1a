/// The commands, one class each. What a command has planned is an [Experiment], and a [Measurement]
/// carries it out.
@NullMarked
package io.lanemark.cli;

import org.jspecify.annotations.NullMarked;
