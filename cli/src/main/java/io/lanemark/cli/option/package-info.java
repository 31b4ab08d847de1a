/// Options that several commands share, and the types of their values.
@NullMarked
package io.lanemark.cli.option;

import org.jspecify.annotations.NullMarked;
