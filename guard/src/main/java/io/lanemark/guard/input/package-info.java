/// Reads what is to be compared: JMH's JSON and results folders.
@NullMarked
package io.lanemark.guard.input;

import org.jspecify.annotations.NullMarked;
