/// What the machine, its limits and the JVM are.
@NullMarked
package io.lanemark.environment;

import org.jspecify.annotations.NullMarked;
