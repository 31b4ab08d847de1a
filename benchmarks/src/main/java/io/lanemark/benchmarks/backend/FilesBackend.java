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

/// Makes a set of files for tasks to read, on the disk before it says so; the disk is the service.
///
/// Where the file system takes `O_DIRECT`, as a trial read finds out, the files are read past the
/// page cache. Where it does not, they are not, and the address and the label say so.
public final class FilesBackend implements Backend {

  /// The name it is asked for by.
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

  /// One file at a time, so that closing waits for no more than that, and nothing is written later.
  private synchronized void write(Path path, ByteBuffer content) throws IOException {
    if (closed) {
      throw new IOException("closed while the files were written");
    }
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        file.write(content);
      }
      // What is still to be written would be written while somebody measures reading.
      file.force(true);
    }
  }

  private static boolean readable(FileSet set) {
    try {
      set.read(0, FileSet.FILE_BYTES, set.alignedBuffer(1), _ -> {});
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      // Refused at opening or at reading, as file systems like: the answer is no.
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
