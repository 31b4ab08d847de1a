package io.lanemark.process.ipc;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A page of memory that a worker and its parent share, to agree on which tasks have begun. What a
/// worker writes there remains readable after the worker has ended in any way.
///
/// Tasks of a worker are numbered from 1 in the order in which they were sent. The parent can take
/// back those that have not begun, without waiting for the worker: each of the two first writes its
/// own mark and then reads the other's (Dekker's algorithm), so that at most one of them gets a
/// task. It may happen that neither gets it, which the worker then reports.
public final class ProgressPage {
  private static final int PAGE_BYTES = 4096;

  /// Each on a cache line of its own.
  private static final int BEGUN_AT = 0;

  private static final int TAKEN_BACK_AT = 128;
  private static final int EXITS_AT = 256;

  private final ByteBuffer page;

  /// One that is not shared with another process, if its bytes are not.
  ///
  /// @param page of direct bytes, all of them zero
  ProgressPage(ByteBuffer page) {
    this.page = page;
  }

  /// Creates the page, in the parent. Its bytes are written, because a process crashes that touches
  /// a page for which there is no room on the disk.
  static ProgressPage create(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(PAGE_BYTES);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      return new ProgressPage(channel.map(FileChannel.MapMode.READ_WRITE, 0, PAGE_BYTES));
    }
  }

  /// Opens the page, in the worker, for the worker's life. The other way to map it creates the
  /// buffer by reflection, which takes about 12 milliseconds in a JVM that has just started.
  static ProgressPage open(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new ProgressPage(
          channel
              .map(FileChannel.MapMode.READ_WRITE, 0, PAGE_BYTES, Arena.global())
              .asByteBuffer());
    }
  }

  /// Marks a task as begun, in the worker.
  ///
  /// @param number of the task
  /// @return false if the parent has taken it back: it must not run, and the worker must report
  ///   that to the parent
  public boolean begin(long number) {
    page.putLong(BEGUN_AT, number);
    VarHandle.fullFence();
    return page.getLong(TAKEN_BACK_AT) < number;
  }

  /// Takes back what has not begun, in the parent.
  ///
  /// @param last number of the last task that was sent
  /// @return number of the last task that the worker has begun, or has just found taken back
  public long takeBack(long last) {
    page.putLong(TAKEN_BACK_AT, last);
    VarHandle.fullFence();
    return begun();
  }

  /// Which task the worker has begun last.
  ///
  /// @return its number; 0 if none
  public long begun() {
    return page.getLong(BEGUN_AT);
  }

  /// Marks that the worker exits by itself.
  public void exits() {
    page.putLong(EXITS_AT, 1);
  }

  /// Whether the worker ended by itself.
  ///
  /// @return false if it was killed, or halted
  public boolean exited() {
    return page.getLong(EXITS_AT) != 0;
  }
}
