/// Groups of options that commands share, and converters of option values.
@NullMarked
package io.lanemark.cli.option;

import org.jspecify.annotations.NullMarked;
