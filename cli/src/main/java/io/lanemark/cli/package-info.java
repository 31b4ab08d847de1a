/// The commands, one class each.
@NullMarked
package io.lanemark.cli;

import org.jspecify.annotations.NullMarked;
