/// Runs workloads on execution models, and what each JVM holds for them.
@NullMarked
package io.lanemark.load;

import org.jspecify.annotations.NullMarked;
