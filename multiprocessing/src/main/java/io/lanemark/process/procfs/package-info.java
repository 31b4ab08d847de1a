/// Reading `/proc`: memory, CPU time and threads of a process tree, and the control group that
/// limits it. A figure that the system does not report is null; no exception is thrown.
@NullMarked
package io.lanemark.process.procfs;

import org.jspecify.annotations.NullMarked;
