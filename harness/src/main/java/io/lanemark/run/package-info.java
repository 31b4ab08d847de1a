/// A run: the order of its trials, their progress, and what becomes of each.
@NullMarked
package io.lanemark.run;

import org.jspecify.annotations.NullMarked;
