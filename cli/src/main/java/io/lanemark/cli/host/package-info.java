/// The process that measures, and its parent, which deletes the temporary files.
@NullMarked
package io.lanemark.cli.host;

import org.jspecify.annotations.NullMarked;
