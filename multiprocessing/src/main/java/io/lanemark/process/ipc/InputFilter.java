package io.lanemark.process.ipc;

import java.io.ObjectInputFilter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The limits of one object that is decoded, together with the filter of the JVM, which a filter of
/// the stream would otherwise replace. Remembers why it refused: the JDK says only that it did. For
/// one stream.
final class InputFilter implements ObjectInputFilter {
  private static final String RAISE = "; maxMessageBytes(…) raises this limit";

  private final Limits limits;
  private final JvmRole role;
  private final @Nullable ObjectInputFilter ofJvm = Config.getSerialFilter();
  private @Nullable String refusal;

  InputFilter(Limits limits, JvmRole role) {
    this.limits = limits;
    this.role = role;
  }

  @Override
  public Status checkInput(FilterInfo seen) {
    refusal = excess(seen);
    if (refusal != null) {
      return Status.REJECTED;
    }
    Status status = ofJvm == null ? Status.UNDECIDED : ofJvm.checkInput(seen);
    if (status == Status.REJECTED) {
      refusal =
          "the filter jdk.serialFilter of %s refuses %s: %s"
              .formatted(role.inWords(), part(seen), ofJvm);
    }
    return status;
  }

  private @Nullable String excess(FilterInfo seen) {
    if (seen.depth() > limits.maxDepth()) {
      return String.format(
          Locale.ROOT,
          "its objects are nested deeper than %d levels, which is a fixed limit: use a list or an"
              + " array in place of a chain of objects",
          limits.maxDepth());
    }
    if (seen.arrayLength() > limits.maxArrayLength()) {
      return String.format(
          Locale.ROOT,
          "an array of %d elements is longer than the limit of %d elements%s",
          seen.arrayLength(),
          limits.maxArrayLength(),
          RAISE);
    }
    if (seen.references() > limits.maxReferences()) {
      return String.format(
          Locale.ROOT, "it has more objects than the limit of %d%s", limits.maxReferences(), RAISE);
    }
    if (seen.streamBytes() > limits.maxBytes()) {
      return String.format(
          Locale.ROOT, "it is longer than the limit of %d bytes%s", limits.maxBytes(), RAISE);
    }
    return null;
  }

  private static String part(FilterInfo seen) {
    Class<?> type = seen.serialClass();
    return type == null
        ? String.format(
            Locale.ROOT,
            "an object at depth %d with %d objects before it",
            seen.depth(),
            seen.references())
        : "the class " + type.getTypeName();
  }

  /// Why it refused the object.
  ///
  /// @return null if it did not
  @Nullable String refusal() {
    return refusal;
  }
}
