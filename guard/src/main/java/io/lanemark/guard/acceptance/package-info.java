/// Changes that somebody has accepted, for a reason and for a time.
@NullMarked
package io.lanemark.guard.acceptance;

import org.jspecify.annotations.NullMarked;
