package io.lanemark.benchmarks.workload;

import java.io.Serializable;

/// What a task did, in so few bytes that comparing it costs nothing.
///
/// @param amount how much it worked on: bytes, unless the workload names another unit
/// @param checksum over what it got out of that
public record Digest(long amount, long checksum) implements Serializable {}
