package io.lanemark.multiprocessing;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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

  /// Waits until it is open.
  ///
  /// @return the message
  /// @throws InterruptedException if interrupted while waiting
  public String await() throws InterruptedException {
    while (true) {
      try {
        return Files.readString(Path.of(file));
      } catch (NoSuchFileException e) {
        Thread.sleep(POLL_MILLIS);
      } catch (java.nio.channels.ClosedByInterruptException e) {
        Thread.interrupted();
        throw new InterruptedException("interrupted while reading " + file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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
