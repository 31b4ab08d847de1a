/// What the JDK leaves out about files.
@NullMarked
package io.lanemark.files;

import org.jspecify.annotations.NullMarked;
