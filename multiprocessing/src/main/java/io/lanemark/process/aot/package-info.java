/// AOT caches on disk: what a cache depends on, and where it is kept. Knows nothing of workers.
@NullMarked
package io.lanemark.process.aot;

import org.jspecify.annotations.NullMarked;
