/// The HTML pages: run, comparison and history. Reads results folders and runs nothing.
@NullMarked
package io.lanemark.reports.page;

import org.jspecify.annotations.NullMarked;
