/// What a workload is: interfaces that a user's jar implements.
@NullMarked
package io.lanemark.workload;

import org.jspecify.annotations.NullMarked;
