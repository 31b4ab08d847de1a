/// A pool of worker JVMs, as its users and the host process see it, and single child processes.
@NullMarked
package io.lanemark.process;

import org.jspecify.annotations.NullMarked;
