package io.lanemark.registry;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A provider on the class path that cannot be used. Its message is one line that names the class.
public final class BadProviderException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// Says which, and why.
  ///
  /// @param message one line
  /// @param cause what its code threw; null if it threw nothing
  public BadProviderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// What a provider's code threw, in words: the messages of the class loader are often only a
  /// name.
  ///
  /// @param thrown by a class that was loaded, or by loading it
  /// @return one line, with a remedy where there is one
  public static String words(Throwable thrown) {
    return switch (thrown) {
      case UnsupportedClassVersionError newer ->
          String.format(
              Locale.ROOT,
              "%s; compile it with --release %d",
              newer.getMessage(),
              Runtime.version().feature());
      case NoClassDefFoundError missing
          when !(missing.getCause() instanceof ExceptionInInitializerError) ->
          "the class %s is missing; is its jar on the class path?"
              .formatted(String.valueOf(missing.getMessage()).replace('/', '.'));
      case ExceptionInInitializerError failed when failed.getCause() != null ->
          Objects.toString(failed.getCause());
      default -> thrown.toString();
    };
  }
}
