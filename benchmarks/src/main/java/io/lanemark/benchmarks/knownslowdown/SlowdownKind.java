package io.lanemark.benchmarks.knownslowdown;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.infra.Blackhole;

/// What makes code slower without changing its results, as real changes do.
enum SlowdownKind {
  /// More computing; the unit is a token of [Blackhole#consumeCPU].
  CPU {
    @Override
    Burden open(int units) {
      return () -> Blackhole.consumeCPU(units);
    }
  },

  /// More garbage; the unit is an array of 64 bytes, of which the latest thousand stay reachable.
  ALLOCATION {
    @Override
    Burden open(int units) {
      byte[][] latest = new byte[KEPT_ARRAYS][];
      return () -> {
        for (int i = 0; i < units; i++) {
          latest[i % KEPT_ARRAYS] = new byte[ARRAY_BYTES];
        }
      };
    }
  },

  /// More locking; the unit is taking and giving back a lock that another thread takes now and
  /// then.
  LOCK {
    @Override
    Burden open(int units) {
      return new Locking(units);
    }
  },

  /// One more copy of data through the kernel; the unit is a byte that goes through a pipe.
  IPC_COPY {
    @Override
    Burden open(int units) throws IOException {
      return new Copying(units);
    }
  };

  private static final int KEPT_ARRAYS = 1024;
  private static final int ARRAY_BYTES = 64;

  /// Prepares the slow-down.
  ///
  /// @param units how much of it; above 0
  /// @throws IOException if a pipe cannot be opened
  abstract Burden open(int units) throws IOException;

  /// Extra work for each operation. For one thread.
  @FunctionalInterface
  interface Burden {

    /// No extra work.
    Burden NONE = () -> {};

    /// Does the extra work.
    ///
    /// @throws IOException if the pipe is broken
    void carry() throws IOException;

    /// Closes what it uses.
    ///
    /// @throws IOException if the pipe cannot be closed
    /// @throws InterruptedException if interrupted while a thread ends
    default void close() throws IOException, InterruptedException {}
  }

  private static final class Locking implements Burden {

    private static final Duration PAUSE = Duration.ofNanos(100_000);

    private final int units;
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread other =
        Thread.ofPlatform().daemon().name("contender").unstarted(this::contend);

    Locking(int units) {
      this.units = units;
      other.start();
    }

    private void contend() {
      while (!Thread.currentThread().isInterrupted()) {
        takeOnce();
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }

    private void takeOnce() {
      lock.lock();
      try {
        Blackhole.consumeCPU(0);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void carry() {
      for (int i = 0; i < units; i++) {
        takeOnce();
      }
    }

    @Override
    public void close() throws InterruptedException {
      other.interrupt();
      other.join();
    }
  }

  private static final class Copying implements Burden {

    /// Half of what a pipe holds on Linux, so that a write never waits for the read after it.
    private static final int PORTION_BYTES = 1 << 15;

    private final int bytes;
    private final Pipe pipe = Pipe.open();
    private final ByteBuffer portion = ByteBuffer.allocateDirect(PORTION_BYTES);

    Copying(int bytes) throws IOException {
      this.bytes = bytes;
    }

    @Override
    public void carry() throws IOException {
      for (int left = bytes; left > 0; left -= PORTION_BYTES) {
        portion.clear().limit(Math.min(left, PORTION_BYTES));
        while (portion.hasRemaining()) {
          pipe.sink().write(portion);
        }
        portion.flip();
        while (portion.hasRemaining()) {
          pipe.source().read(portion);
        }
      }
    }

    @Override
    public void close() throws IOException {
      pipe.sink().close();
      pipe.source().close();
    }
  }
}
