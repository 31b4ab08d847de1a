/// A pool and children as in Python's `multiprocessing`, on processes, threads or virtual threads:
/// the [io.lanemark.multiprocessing.Context] decides.
@NullMarked
package io.lanemark.multiprocessing;

import org.jspecify.annotations.NullMarked;
