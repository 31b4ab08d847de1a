/// The records of a results folder, their codec and their schema version.
@NullMarked
package io.lanemark.results;

import org.jspecify.annotations.NullMarked;
