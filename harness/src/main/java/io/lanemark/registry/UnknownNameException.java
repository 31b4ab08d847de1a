package io.lanemark.registry;

import java.util.Collection;

/// An unknown name.
public final class UnknownNameException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// Names what was asked for, and the valid names.
  ///
  /// @param what what the name should have named, such as `model`
  /// @param name the name that was given
  /// @param valid all valid names
  public UnknownNameException(String what, String name, Collection<String> valid) {
    super("unknown %s '%s'; expected one of: %s".formatted(what, name, String.join(", ", valid)));
  }
}
