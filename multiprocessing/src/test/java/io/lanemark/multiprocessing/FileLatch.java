package io.lanemark.multiprocessing;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A latch that works between processes: it is open once its file is there.
///
/// @param file the file that opens it
public record FileLatch(String file) implements Serializable {
  private static final long POLL_MILLIS = 2;

  /// A closed latch.
  ///
  /// @param directory exists
  /// @param name of the file in it
  /// @return the latch
  public static FileLatch in(Path directory, String name) {
    return new FileLatch(directory.resolve(name).toString());
  }

  /// Opens it.
  public void open() {
    open("");
  }

  /// Opens it with a message.
  ///
  /// @param message for those who wait
  public void open(String message) {
    try {
      Path draft = Files.writeString(Path.of(file + ".draft"), message);
      Files.move(draft, Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether it is open.
  ///
  /// @return as of now
  public boolean isOpen() {
    return Files.exists(Path.of(file));
  }

  /// Waits until it is open, however long that takes. For code in a task, a child or a parent,
  /// which ends with the test; a test itself names the one that should open it, as below.
  ///
  /// @return the message
  /// @throws InterruptedException if interrupted while waiting
  public String await() throws InterruptedException {
    return await(() -> false, AssertionError::new);
  }

  /// Waits until it is open, or its opener has ended without opening it.
  ///
  /// @param opener the task that opens it
  /// @return the message
  /// @throws AssertionError if the task ended too early, with what it failed with as the cause
  /// @throws InterruptedException if interrupted while waiting
  public String awaitFrom(Future<?> opener) throws InterruptedException {
    return await(
        opener::isDone,
        () ->
            new AssertionError(
                "%s was not opened by its task: %s".formatted(file, opener.state()),
                opener.state() == Future.State.FAILED ? opener.exceptionNow() : null));
  }

  /// Waits until it is open, or its opener has ended without opening it.
  ///
  /// @param opener the child that opens it
  /// @return the message
  /// @throws AssertionError if the child ended too early, with its exit code
  /// @throws InterruptedException if interrupted while waiting
  public String awaitFrom(Child opener) throws InterruptedException {
    return await(
        () -> !opener.isAlive(),
        () ->
            new AssertionError(
                "%s was not opened by %s: %s".formatted(file, opener, opener.exitCode())));
  }

  /// Waits until it is open, or its opener has ended without opening it.
  ///
  /// @param opener the process that opens it, directly or by one that it has started
  /// @return the message
  /// @throws AssertionError if the process ended too early, with its exit code and its last words
  /// @throws InterruptedException if interrupted while waiting
  public String awaitFrom(Process opener) throws InterruptedException {
    return await(
        () -> !opener.isAlive(),
        () ->
            new AssertionError(
                String.format(
                    Locale.ROOT,
                    "%s was not opened by process %d, which ended with %d: %s",
                    file,
                    opener.pid(),
                    opener.exitValue(),
                    lastWords(opener))));
  }

  private static String lastWords(Process ended) {
    try {
      InputStream errors = ended.getErrorStream();
      return new String(errors.readNBytes(errors.available()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String await(BooleanSupplier openerHasEnded, Supplier<AssertionError> failure)
      throws InterruptedException {
    while (true) {
      // Asked first: what ended just now may have opened it just before.
      boolean mustBeOpen = openerHasEnded.getAsBoolean();
      String message = messageIfOpen();
      if (message != null) {
        return message;
      }
      if (mustBeOpen) {
        throw failure.get();
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private @Nullable String messageIfOpen() throws InterruptedException {
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while reading " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens another one with the number of this process, then waits until this one is open.
  ///
  /// @param began the other one
  /// @return the message of this one
  /// @throws InterruptedException if interrupted while waiting
  public String awaitAfter(FileLatch began) throws InterruptedException {
    began.open(Long.toString(ProcessHandle.current().pid()));
    return await();
  }
}
