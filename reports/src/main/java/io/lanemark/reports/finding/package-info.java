/// What only the report looks for in results: the targets of the pool, peers, and the search for W.
@NullMarked
package io.lanemark.reports.finding;

import org.jspecify.annotations.NullMarked;
