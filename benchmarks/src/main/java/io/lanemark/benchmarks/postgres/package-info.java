/// A relational database: an embedded PostgreSQL, or one of the user's own, and the tables in it.
@NullMarked
package io.lanemark.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;
