/// A pool of worker JVMs, and the one launcher of JVMs.
@NullMarked
package io.lanemark.process;

import org.jspecify.annotations.NullMarked;
