package io.lanemark.exit;

/// What a command exits with. The numbers above 63 are those of BSD's `sysexits.h`; 1 to 3 are
/// those of verdicts.
public enum ExitCode {
  /// All is well.
  OK(0),
  /// A case is slower than its base.
  REGRESSION(1),
  /// A case could not be told, where that is asked for.
  INCONCLUSIVE(2),
  /// Trials of a comparison failed.
  INFRASTRUCTURE(3),
  /// An option or a value that will not do.
  USAGE(64),
  /// Results that cannot be read.
  DATA(65),
  /// A backend is unavailable, or another run measures on this machine.
  UNAVAILABLE(69),
  /// A trial that failed, or a fault of Lanemark itself.
  SOFTWARE(70),
  /// An output that cannot be written.
  CANNOT_CREATE(73);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /// The code as the system has it.
  ///
  /// @return 0 to 255
  public int number() {
    return number;
  }
}
