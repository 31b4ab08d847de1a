/// Starting JVMs: their command line, their process as the parent has it, their AOT cache, and what
/// a started JVM does when its parent ends. Knows nothing of tasks.
@NullMarked
package io.lanemark.process.launch;

import org.jspecify.annotations.NullMarked;
