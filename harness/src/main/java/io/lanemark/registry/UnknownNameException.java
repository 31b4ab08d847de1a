package io.lanemark.registry;

import java.util.Collection;

/// A name that nothing has.
public final class UnknownNameException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// Says what was asked for, and what there is.
  ///
  /// @param what what the name should have named, such as `model`
  /// @param name the name that was given
  /// @param valid the names that there are
  public UnknownNameException(String what, String name, Collection<String> valid) {
    super("unknown %s '%s'; expected one of: %s".formatted(what, name, String.join(", ", valid)));
  }
}
