/// The `lanemark` program: runs a command, and exits with its exit code and, if it failed, one
/// line.
@NullMarked
package io.lanemark.cli;

import org.jspecify.annotations.NullMarked;
