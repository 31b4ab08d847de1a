package io.lanemark.program;

import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.launch.PassedText;
import io.lanemark.process.launch.ProcessFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// An external program that does not outlive this process: a [ProgramSupervisor] is its parent.
///
/// @param guard the parent
public record SupervisedProgram(Process guard) implements AutoCloseable {

  private static final Duration END_DEADLINE = Duration.ofSeconds(10);

  /// The supervisor sleeps while the program runs, and must start quickly.
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-XX:-UsePerfData");

  /// Refuses an argument that a program would receive as another one, because the encoding of the
  /// locale lacks some of its characters.
  ///
  /// @param what the argument, in words
  /// @param argument the argument
  /// @throws IllegalArgumentException names the argument, and what to do
  public static void checkArgument(String what, String argument) {
    PassedText.check(what, argument);
  }

  /// Starts a program.
  ///
  /// @param words the program and its arguments
  /// @param log file for what it prints
  /// @return the program; to be closed
  /// @throws IOException if no process can be started
  public static SupervisedProgram start(List<String> words, Path log) throws IOException {
    return started(command(words, log));
  }

  /// Starts a program in another folder.
  ///
  /// @param words the program and its arguments
  /// @param log file for what it prints
  /// @param folder its working folder
  /// @param environment variables to set in addition to the inherited ones
  /// @return the program; to be closed
  /// @throws IOException if no process can be started
  public static SupervisedProgram start(
      List<String> words, Path log, Path folder, Map<String, String> environment)
      throws IOException {
    return started(
        command(words, log.toAbsolutePath())
            .withWorkingDirectory(folder)
            .withEnvironment(environment));
  }

  /// In a family, because a process that is started in the moment in which its parent is killed is
  /// no descendant of the supervisor.
  private static SupervisedProgram started(JvmCommand command) throws IOException {
    return new SupervisedProgram(ProcessFamily.create().mark(command).startOnOwnOutput());
  }

  private static JvmCommand command(List<String> words, Path log) {
    List<String> arguments = new ArrayList<>();
    arguments.add(log.toString());
    arguments.addAll(words);
    return JvmCommand.likeThisOne(ProgramSupervisor.class, arguments.toArray(String[]::new))
        .withJvmOptions(SMALL);
  }

  /// Waits for its end.
  ///
  /// @param limit how long
  /// @return what it exited with; empty if it still runs
  /// @throws InterruptedException if interrupted while waiting
  public OptionalInt await(Duration limit) throws InterruptedException {
    return guard.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(guard.exitValue())
        : OptionalInt.empty();
  }

  /// Ends it with all that it started, and waits until it has ended.
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(END_DEADLINE)) {
        guard.destroyForcibly();
      }
    } catch (IOException e) {
      guard.destroyForcibly();
    } catch (InterruptedException e) {
      guard.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
