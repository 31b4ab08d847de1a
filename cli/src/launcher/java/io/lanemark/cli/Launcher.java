package io.lanemark.cli;

/// Where the jar begins. This class alone is compiled for Java 8, so that a Java that is too old
/// for all the others says so in one line.
public final class Launcher {

  private static final int NEEDED = 25;
  private static final int UNAVAILABLE = 69;
  private static final String OLD_PREFIX = "1.";

  private Launcher() {}

  /// Runs a command and exits with its code.
  ///
  /// @param arguments the command line
  public static void main(String[] arguments) {
    if (version(System.getProperty("java.specification.version")) < NEEDED) {
      System.err.println(
          "lanemark: this is Java "
              + System.getProperty("java.version")
              + " in "
              + System.getProperty("java.home")
              + "; Lanemark runs on Java "
              + NEEDED
              + " or later, whatever it measures runs on");
      System.exit(UNAVAILABLE);
    }
    Lanemark.main(arguments);
  }

  private static int version(String specification) {
    return Integer.parseInt(
        specification.startsWith(OLD_PREFIX)
            ? specification.substring(OLD_PREFIX.length())
            : specification);
  }
}
