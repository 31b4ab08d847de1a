/// Reading `/proc`: memory, CPU time and threads of a process tree, and the control group that
/// limits it. A figure that the system does not tell is null; nothing here throws for its absence.
@NullMarked
package io.lanemark.process.procfs;

import org.jspecify.annotations.NullMarked;
