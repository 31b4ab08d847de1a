package io.lanemark.cli;

/// The main class of the jar. Only this class is compiled for Java 8, so that a Java that is too
/// old for Lanemark ends with a message of one line.
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
          "lanemark: Lanemark needs Java "
              + NEEDED
              + " or later, but this is Java "
              + System.getProperty("java.version")
              + " in "
              + System.getProperty("java.home")
              + "; the measured code may run on another Java");
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
