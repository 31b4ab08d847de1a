/// What a task is, its future, who runs it, and the executor interface that every execution model
/// answers.
@NullMarked
package io.lanemark.task;

import org.jspecify.annotations.NullMarked;
