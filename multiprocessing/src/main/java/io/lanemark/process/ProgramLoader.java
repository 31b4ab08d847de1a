package io.lanemark.process;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The class loader of the program that starts a pool: the threads of the pool decode results with
/// it.
final class ProgramLoader {
  /// The class loaders of every program.
  private static final List<@Nullable ClassLoader> STANDARD =
      Arrays.asList(null, ClassLoader.getPlatformClassLoader(), ClassLoader.getSystemClassLoader());

  private static final String LIBRARY = "io.lanemark.";

  private ProgramLoader() {}

  /// The context class loader of this thread, unless that is the one of every program, as in a
  /// thread of the common pool: then the loader of the nearest caller that has another one.
  ///
  /// @return null if this thread has none, and no caller has another one
  static @Nullable ClassLoader find() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return STANDARD.contains(context) ? ofCaller(context) : context;
  }

  private static @Nullable ClassLoader ofCaller(@Nullable ClassLoader otherwise) {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getDeclaringClass)
                    .filter(type -> !isOfLibrary(type))
                    .map(Class::getClassLoader)
                    .filter(loader -> !STANDARD.contains(loader))
                    .findFirst())
        .orElse(otherwise);
  }

  private static boolean isOfLibrary(Class<?> type) {
    ClassLoader own = ProgramLoader.class.getClassLoader();
    return own != null && own.equals(type.getClassLoader()) && type.getName().startsWith(LIBRARY);
  }
}
