/// Findings and charts as pages: what is shown is a record, how it looks is a template.
@NullMarked
package io.lanemark.reports.render;

import org.jspecify.annotations.NullMarked;
