package io.lanemark.benchmarks.backend;

import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Creates a set of files for tasks to read. It is ready once they are on the disk. The disk is the
/// service.
///
/// A trial read shows whether the file system supports `O_DIRECT`. If it does, tasks read the files
/// past the page cache; otherwise through it. The address and the label say which.
public final class FilesBackend implements Backend {

  /// The name that selects it.
  public static final String NAME = "files";

  private static final String AUTO = "auto";
  private static final String OFF = "off";

  private boolean closed;

  /// For the service loader.
  public FilesBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("files", "64", "how many files, of 1 MiB each"),
        new Parameter("direct", AUTO, "auto: O_DIRECT where it works; off: the page cache"));
  }

  @Override
  public URI start(Path directory, Arguments arguments) throws IOException {
    int files = arguments.wholeNumber("files", 1);
    String wanted = arguments.text("direct");
    if (!wanted.equals(AUTO) && !wanted.equals(OFF)) {
      throw new IllegalArgumentException(
          "direct must be '%s' or '%s': '%s'".formatted(AUTO, OFF, wanted));
    }
    FileSet direct = new FileSet(directory, files, true, Files.getFileStore(directory).type());
    FileSet cached = new FileSet(directory, files, false, direct.fileSystem());
    ByteBuffer content = FileSet.content();
    for (int index = 0; index < files; index++) {
      write(direct.file(index), content.duplicate());
    }
    boolean useDirect = wanted.equals(AUTO) && readable(direct);
    return (useDirect ? direct : cached).address();
  }

  /// Writes one file. Holds the lock meanwhile, so that closing waits for at most one file, and
  /// nothing is written afterwards.
  private synchronized void write(Path path, ByteBuffer content) throws IOException {
    if (closed) {
      throw new IOException("closed while the files were written");
    }
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        file.write(content);
      }
      // Otherwise the system would write the rest while a trial measures reads.
      file.force(true);
    }
  }

  private static boolean readable(FileSet set) {
    try {
      set.read(0, FileSet.FILE_BYTES, set.alignedBuffer(1), _ -> {});
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      // Some file systems refuse O_DIRECT when a file is opened, others when it is read.
      return false;
    }
  }

  @Override
  public String label(URI address) {
    return FileSet.at(address).label();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
