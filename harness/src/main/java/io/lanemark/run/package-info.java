/// A run: the order of its trials, progress, and what becomes of each.
@NullMarked
package io.lanemark.run;

import org.jspecify.annotations.NullMarked;
