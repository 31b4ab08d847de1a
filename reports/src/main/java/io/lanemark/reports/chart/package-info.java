/// Charts as pure functions of results: nothing is read or saved here.
@NullMarked
package io.lanemark.reports.chart;

import org.jspecify.annotations.NullMarked;
