/// Operations on files that the JDK lacks.
@NullMarked
package io.lanemark.files;

import org.jspecify.annotations.NullMarked;
