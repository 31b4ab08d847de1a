package io.lanemark.benchmarks.workload;

import java.io.Serializable;

/// What a task did, in so few bytes that comparing it costs nothing.
///
/// @param bytes how many bytes it worked on
/// @param checksum over what it got out of them
public record Digest(long bytes, long checksum) implements Serializable {}
