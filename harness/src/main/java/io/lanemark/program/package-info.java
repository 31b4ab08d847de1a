/// Other programs that Lanemark starts: each has a time limit, and none outlives the process that
/// started it.
@NullMarked
package io.lanemark.program;

import org.jspecify.annotations.NullMarked;
