/// Starts JVMs: command lines, processes, AOT caches, and what a started JVM does when its parent
/// ends. Does not depend on tasks.
@NullMarked
package io.lanemark.process.launch;

import org.jspecify.annotations.NullMarked;
