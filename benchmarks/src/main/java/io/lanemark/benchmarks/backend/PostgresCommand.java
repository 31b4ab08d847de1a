package io.lanemark.benchmarks.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A command of PostgreSQL as this user can run it.
///
/// PostgreSQL refuses to run as root, and as a user whose id has no name. Such users run it in a
/// separate user namespace, in which they are nobody but still own their files.
///
/// @param words program and arguments
record PostgresCommand(List<String> words) {

  private static final List<String> IN_NAMESPACE = List.of("unshare", "--user");
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  /// A command of this user.
  ///
  /// @param words program and arguments, as another user would give them
  static PostgresCommand of(List<String> words) throws IOException {
    return new PostgresCommand(
        refusedUser().isEmpty()
            ? words
            : Stream.concat(IN_NAMESPACE.stream(), words.stream()).toList());
  }

  /// Refuses a system that cannot run a command for this user.
  ///
  /// @throws IOException if it cannot; the message says why
  static void requireUser() throws IOException, InterruptedException {
    String user = refusedUser();
    if (user.isEmpty()) {
      return;
    }
    PostgresCommand nothing = of(List.of("sh", "-c", ":"));
    Process process;
    try {
      process = nothing.start();
    } catch (IOException e) {
      throw new IOException(
          "PostgreSQL does not run as %s, and the program 'unshare' is missing, which would give it another user"
              .formatted(user),
          e);
    }
    LastLines output = new LastLines();
    output.readToEnd(process.getInputStream(), _ -> {});
    if (process.waitFor() != 0) {
      throw new IOException(
          "PostgreSQL does not run as %s, and this system does not allow user namespaces, which would give it another user (%s)"
              .formatted(user, output));
    }
  }

  /// Why this user cannot run PostgreSQL directly.
  ///
  /// @return who this is; empty for a user who can
  private static String refusedUser() throws IOException {
    Object id = Files.getAttribute(THIS_PROCESS, "unix:uid");
    if (id.equals(0)) {
      return "root";
    }
    return Files.getOwner(THIS_PROCESS).getName().equals(id.toString())
        ? "a user without a name (id %s)".formatted(id)
        : "";
  }

  /// Starts it.
  ///
  /// @return the process; its standard error goes to its standard output
  Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("LC_ALL", "C");
    // Without it, initdb compares the system's time zone with every time zone that it knows.
    builder.environment().put("TZ", "UTC");
    return builder.redirectErrorStream(true).start();
  }

  /// Runs it to its end.
  ///
  /// @param problem what is impossible if it fails
  /// @throws IOException if it fails; the message has the end of its output
  void run(String problem) throws IOException, InterruptedException {
    Process process;
    try {
      process = start();
    } catch (IOException e) {
      throw new IOException("%s: %s".formatted(problem, e.getMessage()), e);
    }
    process.getOutputStream().close();
    LastLines output = new LastLines();
    output.readToEnd(process.getInputStream(), _ -> {});
    if (process.waitFor() != 0) {
      throw new IOException("%s: %s".formatted(problem, output));
    }
  }
}
