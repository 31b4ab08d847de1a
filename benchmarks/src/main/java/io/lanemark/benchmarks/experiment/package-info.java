/// What is asked of the process pool that no benchmark answers: waiting, memory, deaths.
@NullMarked
package io.lanemark.benchmarks.experiment;

import org.jspecify.annotations.NullMarked;
