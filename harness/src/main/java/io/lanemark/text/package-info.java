/// Numbers and short phrases as people read them: scales, plurals, durations, lines of progress.
@NullMarked
package io.lanemark.text;

import org.jspecify.annotations.NullMarked;
