package io.lanemark.benchmarks.workload;

import io.lanemark.benchmarks.backend.FileSet;
import io.lanemark.benchmarks.backend.FilesBackend;
import io.lanemark.workload.Resources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Reads the run's files through buffers that the tasks of a JVM share: as many as there are tasks
/// at once, all of one size.
///
/// Each task takes the files that follow those of the task before it. Each JVM begins at a random
/// file, so that worker processes do not all read the same file at once.
final class FileReader implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final FileSet files;
  private final AtomicInteger next;
  private final Deque<ByteBuffer> idleBuffers = new ConcurrentLinkedDeque<>();

  private FileReader(FileSet files) {
    this.files = files;
    this.next = new AtomicInteger(ThreadLocalRandom.current().nextInt(files.files()));
  }

  static FileReader open(Resources resources) {
    return new FileReader(FileSet.at(resources.address(FilesBackend.NAME)));
  }

  void read(int count, int bytes, Consumer<ByteBuffer> taker) throws IOException {
    int first = next.getAndAdd(count);
    ByteBuffer idle = idleBuffers.pollFirst();
    ByteBuffer buffer = idle != null ? idle : files.alignedBuffer(BUFFER_BYTES);
    try {
      for (int index = first; index < first + count; index++) {
        files.read(index, bytes, buffer, taker);
      }
    } finally {
      idleBuffers.addFirst(buffer);
    }
  }

  @Override
  public void close() {
    idleBuffers.clear();
  }
}
