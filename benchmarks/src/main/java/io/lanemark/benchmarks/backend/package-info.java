/// Real services that the workloads talk to, each in a process of its own.
@NullMarked
package io.lanemark.benchmarks.backend;

import org.jspecify.annotations.NullMarked;
