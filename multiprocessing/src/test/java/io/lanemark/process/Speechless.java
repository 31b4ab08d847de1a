package io.lanemark.process;

/// What goes wrong again where it is told.
final class Speechless extends Error {
  private static final long serialVersionUID = 1L;

  @Override
  public String getMessage() {
    throw new Speechless();
  }
}
