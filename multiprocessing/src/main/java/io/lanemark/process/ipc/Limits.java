package io.lanemark.process.ipc;

import java.util.Locale;

/// Limits of one message, to protect the memory of this JVM.
///
/// @param maxBytes length of its payload
/// @param maxDepth how deep objects may be nested
/// @param maxReferences how many objects there may be
/// @param maxArrayLength elements of one array
public record Limits(long maxBytes, int maxDepth, long maxReferences, long maxArrayLength) {
  private static final int MAX_DEPTH = 1_000;
  private static final long FEWEST_REFERENCES = 10_000_000;
  private static final int BYTES_PER_REFERENCE = 6;

  /// For messages of up to a quarter of this JVM's heap.
  public static final Limits DEFAULT = ofMessages(quarterOfHeap());

  /// Refuses limits below 1.
  public Limits {
    if (Math.min(Math.min(maxBytes, maxDepth), Math.min(maxReferences, maxArrayLength)) < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "limits must be at least 1: %d bytes, %d levels, %d references, %d elements",
              maxBytes,
              maxDepth,
              maxReferences,
              maxArrayLength));
    }
  }

  /// Limits that follow from the length of a message: an element of an array takes at least one
  /// byte. At least ten million objects, and 1,000 levels.
  ///
  /// @param maxBytes length of a payload
  /// @return the limits
  public static Limits ofMessages(long maxBytes) {
    return new Limits(
        maxBytes, MAX_DEPTH, Math.max(FEWEST_REFERENCES, maxBytes / BYTES_PER_REFERENCE), maxBytes);
  }

  /// Slightly more than a quarter of what the JVM says: an array of a quarter has room together
  /// with what is around it, and some collectors leave a part of the heap out.
  private static long quarterOfHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    return heap / 4 + heap / 64;
  }
}
