package io.lanemark.measure;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The call `getrusage(RUSAGE_SELF)` of 64-bit Linux and macOS.
///
/// `struct rusage` begins with two `struct timeval` of 16 bytes, user time and system time; 14
/// longs follow, and the last two count context switches. In a `timeval` the seconds are a long;
/// the microseconds are a long on Linux, and an int with padding behind it on macOS.
final class Getrusage {

  private static final int RUSAGE_SELF = 0;
  private static final int TIMEVAL_BYTES = 16;
  private static final int RUSAGE_BYTES = 2 * TIMEVAL_BYTES + 14 * Long.BYTES;
  private static final int VOLUNTARY_OFFSET = RUSAGE_BYTES - 2 * Long.BYTES;
  private static final int INVOLUNTARY_OFFSET = RUSAGE_BYTES - Long.BYTES;

  private static final String SYSTEM = System.getProperty("os.name");
  private static final @Nullable MethodHandle CALL = find();

  private Getrusage() {}

  static ResourceUsage ofThisJvm() {
    long pid = ProcessHandle.current().pid();
    if (CALL == null) {
      return ResourceUsage.unknown(pid);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(RUSAGE_BYTES, Long.BYTES);
      if ((int) CALL.invokeExact(RUSAGE_SELF, usage) != 0) {
        return ResourceUsage.unknown(pid);
      }
      return new ResourceUsage(
          pid,
          nanos(usage, 0),
          nanos(usage, TIMEVAL_BYTES),
          usage.get(JAVA_LONG, VOLUNTARY_OFFSET),
          usage.get(JAVA_LONG, INVOLUNTARY_OFFSET));
    } catch (Throwable e) {
      throw new IllegalStateException("getrusage could not be called", e);
    }
  }

  private static long nanos(MemorySegment usage, long timeval) {
    long microsOffset = timeval + Long.BYTES;
    long micros =
        SYSTEM.equals("Linux")
            ? usage.get(JAVA_LONG, microsOffset)
            : usage.get(JAVA_INT, microsOffset);
    return TimeUnit.SECONDS.toNanos(usage.get(JAVA_LONG, timeval))
        + TimeUnit.MICROSECONDS.toNanos(micros);
  }

  /// Null if the layout is unknown, or this JVM may not make native calls.
  @SuppressWarnings("restricted")
  private static @Nullable MethodHandle find() {
    boolean layoutKnown =
        ADDRESS.byteSize() == Long.BYTES && (SYSTEM.equals("Linux") || SYSTEM.equals("Mac OS X"));
    if (!layoutKnown) {
      return null;
    }
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("getrusage")
          .map(
              address ->
                  linker.downcallHandle(
                      address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS)))
          .orElse(null);
    } catch (UnsupportedOperationException | IllegalCallerException e) {
      return null;
    }
  }
}
