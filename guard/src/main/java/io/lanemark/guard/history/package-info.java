/// Runs over time: one line of JSON for each, in a file that can live in a repository.
@NullMarked
package io.lanemark.guard.history;

import org.jspecify.annotations.NullMarked;
