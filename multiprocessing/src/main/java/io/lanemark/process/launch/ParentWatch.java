package io.lanemark.process.launch;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends this JVM when its parent has ended.
///
/// The parent holds the other end of standard input. The kernel closes it when the parent ends in
/// any way, SIGKILL included, and a thread that reads it notices that without polling.
///
/// That thread reads a file descriptor of its own, because other code of this JVM may close
/// descriptor 0, which would look like the end of the parent.
///
/// When this JVM begins to exit by itself, the reading ends, because an exiting JVM waits up to 300
/// ms for a thread that is in a system call. From then on, this class polls whether the parent is
/// still the same, in case shutdown hooks hang.
public final class ParentWatch implements Runnable {

  /// Exit code of the JVM when its parent has ended.
  public static final int EXIT_CODE = 143;

  private static final Path OWN_STATUS = Path.of("/proc/self/stat");

  /// Opening one of them opens the pipe once more: the first on Linux, the second also elsewhere.
  private static final List<String> STANDARD_INPUTS = List.of("/proc/self/fd/0", "/dev/fd/0");

  private static final long POLL_MILLIS = 50;
  private static final int DISCARDED_BYTES = 512;

  private final FileChannel input;
  private final Listening listening;
  private volatile @Nullable String parentAtExit;

  private ParentWatch(FileChannel input, Listening listening) {
    this.input = input;
    this.listening = listening;
  }

  /// Starts a daemon thread that reads standard input to its end, and then halts the JVM. Shutdown
  /// hooks do not run, because nothing may delay the end.
  ///
  /// @param beforeHalt called first, to delete files or end processes; must not block
  public static void haltWhenParentEnds(Runnable beforeHalt) {
    haltWhenParentEnds(standardInput(), beforeHalt);
  }

  /// As above, for a JVM that has begun to read what the parent sends.
  ///
  /// @param input standard input; read by this class from now on
  /// @param beforeHalt called first, to delete files or end processes; must not block
  public static void haltWhenParentEnds(FileChannel input, Runnable beforeHalt) {
    haltAfter(input, new Discarding(input, beforeHalt));
  }

  /// As above, but the parent sends something on the stream before it ends.
  ///
  /// @param input what `listening` reads
  /// @param listening if it fails, the parent counts as ended
  public static void haltAfter(FileChannel input, Listening listening) {
    ParentWatch watch = new ParentWatch(input, listening);
    new Reader(watch).start();
    Runtime.getRuntime().addShutdownHook(watch.new CloseInput());
  }

  /// Standard input as a channel, because closing a channel ends a read in another thread.
  private static FileChannel standardInput() {
    FileInputStream own = openAgain();
    return (own == null ? new FileInputStream(FileDescriptor.in) : own).getChannel();
  }

  /// Standard input, which nobody else can read or close from now on: for other code of this JVM,
  /// [System#in] is empty, and a process that inherits descriptor 0 cannot read from it. Where the
  /// system cannot open the pipe once more, only [System#in] is empty.
  ///
  /// @return to be read by one thread
  public static FileChannel takeStandardInput() {
    System.setIn(InputStream.nullInputStream());
    FileInputStream own = openAgain();
    if (own == null) {
      return new FileInputStream(FileDescriptor.in).getChannel();
    }
    try {
      // The JDK does not close descriptor 0, but opens /dev/null there, for writing.
      new FileInputStream(FileDescriptor.in).close();
    } catch (IOException e) {
      // It still leads to the pipe; that this class reads another descriptor is enough.
    }
    return own.getChannel();
  }

  private static @Nullable FileInputStream openAgain() {
    for (String name : STANDARD_INPUTS) {
      try {
        return new FileInputStream(name);
      } catch (IOException e) {
        // There is no such file system, or standard input is a socket.
      }
    }
    return null;
  }

  /// Reads everything that the parent sends.
  public interface Listening {
    /// Reads to the end of the stream.
    ///
    /// @throws IOException if it cannot be read any more
    void readToEnd() throws IOException;

    /// Called when the parent has ended; must not block.
    void beforeHalt();
  }

  private record Discarding(FileChannel input, Runnable ending) implements Listening {
    /// @throws IOException if it cannot be read any more
    @Override
    public void readToEnd() throws IOException {
      ByteBuffer discarded = ByteBuffer.allocate(DISCARDED_BYTES);
      while (input.read(discarded) >= 0) {
        discarded.clear();
      }
    }

    @Override
    public void beforeHalt() {
      ending.run();
    }
  }

  @Override
  public void run() {
    try {
      listening.readToEnd();
    } catch (Throwable e) {
      // A pipe that cannot be read any more has no writer, unless it was closed here; and a JVM
      // that does not notice the end of its parent must not run.
    }
    try {
      if (parentAtExit != null) {
        awaitOtherParent();
      }
      listening.beforeHalt();
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  /// A task may interrupt all threads, which would close the channel that this one reads.
  private static final class Reader extends Thread {
    Reader(ParentWatch watch) {
      super(watch, "parent-watch");
      setDaemon(true);
    }

    @Override
    public void interrupt() {
      // The parent is still there.
    }
  }

  private final class CloseInput extends Thread {
    CloseInput() {
      super("parent-watch-exit");
    }

    @Override
    public void run() {
      try (input) {
        parentAtExit = parent();
      } catch (IOException e) {
        // If it cannot be closed, the reading continues.
      }
    }
  }

  private void awaitOtherParent() {
    try {
      do {
        Thread.sleep(POLL_MILLIS);
      } while (parent().equals(parentAtExit));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Identifies the parent process. When it has ended, another one takes its place.
  ///
  /// @return empty if the system does not report it
  private static String parent() {
    try {
      String status = Files.readString(OWN_STATUS);
      return status.substring(status.lastIndexOf(')') + 2).split(" ", 3)[1];
    } catch (IOException e) {
      return ProcessHandle.current().parent().map(ProcessHandle::toString).orElse("");
    }
  }
}
