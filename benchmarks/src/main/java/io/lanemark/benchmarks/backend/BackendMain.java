package io.lanemark.benchmarks.backend;

import io.lanemark.process.launch.ParentWatch;
import io.lanemark.workload.Arguments;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// The process of one backend.
///
/// On standard output, it prints `ready` and its address in one line, or it prints `failed` and the
/// reason, both behind an [AnswerMark], and exits with [#EXIT_UNAVAILABLE]. Once it is ready, it
/// serves until its standard input ends, which happens however its parent ends. Then it deletes its
/// files. If the backend ends by itself, it prints `failed` and the reason at that time.
public final class BackendMain {

  /// The exit code if the backend cannot be started, or has ended by itself.
  public static final int EXIT_UNAVAILABLE = 69;

  static final String READY = "ready ";
  static final String FAILED = "failed ";

  private BackendMain() {}

  /// Runs a backend.
  ///
  /// @param arguments mark of its answers; name of the backend; directory in which it creates its
  ///   directory; its parameters as text ([Arguments#parse])
  public static void main(String... arguments) {
    if (arguments.length != 4) {
      System.err.println("expected a mark, the name of a backend, a directory, and parameters");
      System.exit(EXIT_UNAVAILABLE);
    }
    AnswerMark mark = new AnswerMark(arguments[0]);
    try {
      Backend backend = Backend.named(arguments[1]);
      ScratchDirectory directory =
          ScratchDirectory.of(Path.of(arguments[2]), backend.name(), ProcessHandle.current().pid());
      directory.create();
      Ending ending = new Ending(backend, directory);
      ParentWatch.haltWhenParentEnds(ending);
      // A signal to the whole process group, as Ctrl-C is, reaches this process before its parent
      // ends.
      Runtime.getRuntime().addShutdownHook(new Thread(ending, "end-backend"));
      URI address =
          backend.start(directory.path(), Arguments.parse(backend.parameters(), arguments[3]));
      announce(mark, READY + address);
      announce(mark, FAILED + backend.ended().get());
    } catch (Exception e) {
      announce(mark, FAILED + (e.getMessage() == null ? e.toString() : e.getMessage()));
    }
    System.exit(EXIT_UNAVAILABLE);
  }

  /// Stops the backend and deletes its files, once. A second caller waits for the first.
  private static final class Ending implements Runnable {

    private final Backend backend;
    private final ScratchDirectory directory;
    private boolean ended;

    Ending(Backend backend, ScratchDirectory directory) {
      this.backend = backend;
      this.directory = directory;
    }

    @Override
    public synchronized void run() {
      if (ended) {
        return;
      }
      ended = true;
      try {
        backend.close();
      } finally {
        delete();
      }
    }

    private void delete() {
      try {
        directory.delete();
      } catch (IOException e) {
        System.err.println("files cannot be deleted: " + e);
      }
    }
  }

  private static void announce(AnswerMark mark, String answer) {
    System.out.println(mark.line(String.join(" ", answer.lines().toList())));
    System.out.flush();
  }
}
