/// What GitHub tells a job, and what a job tells a pull request.
@NullMarked
package io.lanemark.github;

import org.jspecify.annotations.NullMarked;
