/// Baselines: what later measurements are compared with, kept in a folder.
@NullMarked
package io.lanemark.guard.baseline;

import org.jspecify.annotations.NullMarked;
