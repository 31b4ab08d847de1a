package io.lanemark.process.procfs;

import org.jspecify.annotations.Nullable;

/// What the processes of a tree hold together. Null stands for what this system does not tell of
/// every one of them.
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
