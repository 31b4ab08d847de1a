/// Describes the machine, its limits and the JVM.
@NullMarked
package io.lanemark.environment;

import org.jspecify.annotations.NullMarked;
