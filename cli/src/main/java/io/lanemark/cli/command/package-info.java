/// The commands, one class each: options in, results out. What they do lies in the modules below.
@NullMarked
package io.lanemark.cli.command;

import org.jspecify.annotations.NullMarked;
