/// Runs workloads on execution models, and keeps the resources of each JVM for them.
@NullMarked
package io.lanemark.load;

import org.jspecify.annotations.NullMarked;
