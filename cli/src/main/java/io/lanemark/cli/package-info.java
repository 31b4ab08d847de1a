/// The `lanemark` program: finds the command, and ends with its exit code and one line.
@NullMarked
package io.lanemark.cli;

import org.jspecify.annotations.NullMarked;
