package io.lanemark.reports.finding;

import org.jspecify.annotations.Nullable;

/// An operation in Python, and the same on the JVM. Other than work, operations of two libraries
/// may be compared with each other.
///
/// @param python in Python
/// @param jvm on the JVM, by what has the same name there, or else by the process pool; null where
///   that has no score
public record OperationPair(CaseResult python, @Nullable CaseResult jvm) {}
