/// The process that measures, and the one above it that cleans up after it.
@NullMarked
package io.lanemark.cli.host;

import org.jspecify.annotations.NullMarked;
