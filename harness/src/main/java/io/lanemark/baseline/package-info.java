/// Baselines: what later measurements are compared with, kept in a folder.
@NullMarked
package io.lanemark.baseline;

import org.jspecify.annotations.NullMarked;
