package io.lanemark.process.procfs;

import org.jspecify.annotations.Nullable;

/// Totals over the processes of a tree. A figure is null if this system does not report it for each
/// of them.
///
/// @param processes how many there are
/// @param threads of all of them
/// @param pssBytes proportional set size: a page shared within the tree counts once
/// @param ussBytes memory that is private to one of them
/// @param rssBytes resident set sizes added up: shared pages count once per process
public record TreeUse(
    int processes,
    @Nullable Integer threads,
    @Nullable Long pssBytes,
    @Nullable Long ussBytes,
    @Nullable Long rssBytes) {}
