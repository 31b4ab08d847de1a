/// Reports from results folders; runs nothing.
@NullMarked
package io.lanemark.reports;

import org.jspecify.annotations.NullMarked;
