/// What the results say: who wins where, by how much, and which numbers do not agree.
@NullMarked
package io.lanemark.reports.finding;

import org.jspecify.annotations.NullMarked;
