/// The commands, one class each: they parse and check options, call the modules below, and print.
@NullMarked
package io.lanemark.cli.command;

import org.jspecify.annotations.NullMarked;
