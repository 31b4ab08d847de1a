package io.lanemark.exit;

/// The exit codes of commands. The numbers above 63 are those of BSD's `sysexits.h`; 1 to 3 are
/// those of verdicts.
public enum ExitCode {
  /// The command succeeded.
  OK(0),
  /// A case is slower than its base.
  REGRESSION(1),
  /// A case could not be decided, and the command was asked to report that.
  INCONCLUSIVE(2),
  /// Trials of a comparison failed.
  INFRASTRUCTURE(3),
  /// An option or a value is invalid.
  USAGE(64),
  /// Results cannot be read.
  DATA(65),
  /// A backend is unavailable, or another run measures on this machine.
  UNAVAILABLE(69),
  /// A trial failed, or Lanemark itself has a fault.
  SOFTWARE(70),
  /// An output cannot be written.
  CANNOT_CREATE(73);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /// The code as a number.
  ///
  /// @return 0 to 255
  public int number() {
    return number;
  }
}
