package io.lanemark.multiprocessing;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Decides which elements go together into one message, by the length of their serialised forms. An
/// element that is larger than the budget goes alone.
///
/// The lengths of numbers, texts and arrays of bytes are known. Any other object is serialised to
/// learn its length: as long as such objects prove to be small, only the first, second, fourth,
/// eighth and so on, and the others count as their mean. For one thread.
final class SizeBudget {
  /// A message of this length takes long enough for its own cost not to count.
  private static final long ENOUGH_BYTES = 4 * 1024 * 1024;

  private static final long SMALL_BYTES = 1024;
  private static final int BYTES_OF_CHAR = 3;

  private final long maxBytes;
  private long bytes;
  private long objects;
  private long measured;
  private long measuredBytes;

  /// @param maxBytes see [#bytesFor]
  SizeBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// The bytes that go together for a limit of messages.
  static long bytesFor(long maxMessageBytes) {
    return maxMessageBytes == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : Math.min(ENOUGH_BYTES, maxMessageBytes / 2);
  }

  /// Begins the next message.
  void begin() {
    bytes = 0;
  }

  /// Counts an element if it has room in the message, or is the first of it.
  ///
  /// @return false if it is to begin the next message
  boolean takes(@Nullable Object element) {
    if (maxBytes == Long.MAX_VALUE) {
      return true;
    }
    long more = lengthOf(element);
    if (bytes > 0 && more > maxBytes - bytes) {
      return false;
    }
    bytes += more;
    return true;
  }

  /// Begins the next message with elements of a list.
  ///
  /// @param from the first of them
  /// @param maxElements how many there may be
  /// @return the first element that is not one of them
  int take(PackedList<?> elements, int from, int maxElements) {
    begin();
    int most = (int) Math.min(elements.size(), (long) from + maxElements);
    if (maxBytes == Long.MAX_VALUE) {
      return most;
    }
    if (elements.form() != null) {
      return (int) Math.min(most, from + Math.max(1, maxBytes / Long.BYTES));
    }
    int to = from;
    while (to < most && takes(elements.get(to))) {
      to++;
    }
    return to;
  }

  private long lengthOf(@Nullable Object element) {
    if (element == null
        || element instanceof Integer
        || element instanceof Long
        || element instanceof Double) {
      return Long.BYTES;
    }
    if (element instanceof String text) {
      return (long) BYTES_OF_CHAR * text.length();
    }
    if (element instanceof byte[] array) {
      return array.length;
    }
    return lengthOfObject(element);
  }

  private long lengthOfObject(Object element) {
    objects++;
    if (Long.bitCount(objects) > 1 && measuredBytes <= SMALL_BYTES * measured) {
      return measuredBytes / measured;
    }
    long length = serialisedLength(element);
    measured++;
    measuredBytes += length;
    return length;
  }

  /// What cannot be serialised is reported when it is sent.
  private static long serialisedLength(Object element) {
    Counting count = new Counting();
    try (ObjectOutputStream out = new ObjectOutputStream(count)) {
      out.writeObject(element);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return count.bytes;
    }
    return count.bytes;
  }

  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes += length;
    }
  }
}
