/// Finds providers by name.
@NullMarked
package io.lanemark.registry;

import org.jspecify.annotations.NullMarked;
