/// Execution models by name: a context with its limits.
@NullMarked
package io.lanemark.model;

import org.jspecify.annotations.NullMarked;
