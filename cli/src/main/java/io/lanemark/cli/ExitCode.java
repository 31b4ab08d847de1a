package io.lanemark.cli;

/// What a command exits with. The numbers above 63 are those of BSD's `sysexits.h`; 1 to 3 are kept
/// for verdicts.
enum ExitCode {
  OK(0),
  /// An option or a value that will not do.
  USAGE(64),
  /// Results that cannot be read.
  DATA(65),
  /// A backend that is not to be had, or a machine that another run measures on.
  UNAVAILABLE(69),
  /// A trial that failed, or a fault of Lanemark itself.
  SOFTWARE(70),
  /// An output that cannot be written.
  CANNOT_CREATE(73);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
