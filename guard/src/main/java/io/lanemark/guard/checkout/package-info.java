/// The two sides of a pull request: commits in a git checkout, and the jars that their build
/// leaves.
@NullMarked
package io.lanemark.guard.checkout;

import org.jspecify.annotations.NullMarked;
