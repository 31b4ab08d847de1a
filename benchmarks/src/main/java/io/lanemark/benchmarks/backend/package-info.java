/// Real services that the workloads talk to, each in its own process.
@NullMarked
package io.lanemark.benchmarks.backend;

import org.jspecify.annotations.NullMarked;
