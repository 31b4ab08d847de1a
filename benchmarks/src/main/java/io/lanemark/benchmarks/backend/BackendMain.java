package io.lanemark.benchmarks.backend;

import io.lanemark.process.ParentWatch;
import io.lanemark.workload.Arguments;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// The process of one backend.
///
/// It says `ready` and its address in one line on standard output, or `failed` and the reason, and
/// then exits with [#EXIT_UNAVAILABLE]. Once it is ready it serves until its standard input ends,
/// however its parent ended, and deletes its files.
public final class BackendMain {

  /// What it exits with when the backend cannot be started.
  public static final int EXIT_UNAVAILABLE = 69;

  static final String READY = "ready ";
  static final String FAILED = "failed ";

  private BackendMain() {}

  /// Runs a backend.
  ///
  /// @param arguments name of the backend; directory in which it makes one of its own; its
  ///   parameters as text ([Arguments#parse])
  /// @throws InterruptedException never in a process of its own
  public static void main(String... arguments) throws InterruptedException {
    try {
      if (arguments.length != 3) {
        throw new IllegalArgumentException(
            "expected the name of a backend, a directory, and parameters");
      }
      Backend backend = Backend.named(arguments[0]);
      ScratchDirectory directory =
          ScratchDirectory.of(Path.of(arguments[1]), backend.name(), ProcessHandle.current().pid());
      directory.create();
      AtomicBoolean ended = new AtomicBoolean();
      Runnable endOnce =
          () -> {
            if (!ended.getAndSet(true)) {
              end(backend, directory);
            }
          };
      ParentWatch.haltWhenParentEnds(endOnce);
      // A signal to the whole process group, as Ctrl-C is, reaches this process before its parent
      // ends.
      Runtime.getRuntime().addShutdownHook(new Thread(endOnce, "end-backend"));
      start(backend, directory, arguments[2]);
    } catch (Exception e) {
      announce(FAILED + (e.getMessage() == null ? e.toString() : e.getMessage()));
      System.exit(EXIT_UNAVAILABLE);
    }
    new CountDownLatch(1).await();
  }

  private static void start(Backend backend, ScratchDirectory directory, String parameters)
      throws Exception {
    try {
      URI address =
          backend.start(directory.path(), Arguments.parse(backend.parameters(), parameters));
      announce(READY + address);
    } catch (Exception e) {
      end(backend, directory);
      throw e;
    }
  }

  private static void end(Backend backend, ScratchDirectory directory) {
    try {
      backend.close();
    } finally {
      delete(directory);
    }
  }

  private static void delete(ScratchDirectory directory) {
    try {
      directory.delete();
    } catch (IOException e) {
      System.err.println("files are left behind: " + e);
    }
  }

  private static void announce(String line) {
    System.out.println(String.join(" ", line.lines().toList()));
    System.out.flush();
  }
}
