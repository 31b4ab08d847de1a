package io.lanemark.process.ipc;

/// Limits of one payload, to protect the memory of this JVM.
///
/// @param maxBytes length of a payload
/// @param maxDepth how deep objects may be nested
/// @param maxReferences how many objects there may be
/// @param maxArrayLength elements of one array
public record Limits(int maxBytes, int maxDepth, int maxReferences, int maxArrayLength) {
  /// 64 MiB, 1,000 levels, ten million objects, and arrays that fit in there.
  public static final Limits DEFAULT =
      new Limits(64 * 1024 * 1024, 1_000, 10_000_000, 64 * 1024 * 1024);

  /// Refuses limits below 1.
  public Limits {
    if (Math.min(Math.min(maxBytes, maxDepth), Math.min(maxReferences, maxArrayLength)) < 1) {
      throw new IllegalArgumentException(
          "limits must be at least 1: %d bytes, %d levels, %d references, %d elements"
              .formatted(maxBytes, maxDepth, maxReferences, maxArrayLength));
    }
  }
}
