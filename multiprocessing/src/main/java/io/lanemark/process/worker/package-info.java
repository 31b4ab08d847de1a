/// The code that runs in a JVM that this library has started: the main loops of a worker and of a
/// child.
@NullMarked
package io.lanemark.process.worker;

import org.jspecify.annotations.NullMarked;
