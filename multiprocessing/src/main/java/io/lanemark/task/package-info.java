/// Tasks, their futures, and the executor interface that every execution model implements.
@NullMarked
package io.lanemark.task;

import org.jspecify.annotations.NullMarked;
