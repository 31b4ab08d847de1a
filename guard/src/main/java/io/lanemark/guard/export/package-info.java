/// Verdicts and history as people and programs read them: terminal, Markdown, JSON, JUnit,
/// annotations, and the comment on a pull request.
@NullMarked
package io.lanemark.guard.export;

import org.jspecify.annotations.NullMarked;
