/// The same task executor on processes, threads and virtual threads: choose a context.
@NullMarked
package io.lanemark.multiprocessing;

import org.jspecify.annotations.NullMarked;
