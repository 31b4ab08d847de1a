package io.lanemark.benchmarks.workload;

import io.lanemark.benchmarks.backend.DiskBackend;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.CeilingLoad;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/// Writes new files in the directory of the `disk` backend, one after the other, and deletes those
/// of an earlier task: a tree uses K times `files` times `fileBytes` of the disk, and no more.
///
/// The digest counts the bytes that the files hold once they are written, and its checksum is over
/// what was written; nothing is read back.
///
/// @param files how many a task writes; from 1 to 1000
/// @param fileBytes size of each; from 1 to 2^24
/// @param fsync whether each file is on the disk before the next one is begun, and the names are at
///   the end
public record WriteFilesWorkload(int files, int fileBytes, boolean fsync)
    implements Workload<Digest> {

  private static final Range FILES = new Range(1, 1000);

  /// More than any disk works on at once.
  private static final int WRITES_AT_ONCE = 64;

  private static final Range FILE_BYTES = new Range(1, 1 << 24);

  /// Refuses what is out of range.
  public WriteFilesWorkload {
    FILES.check("files", files);
    FILE_BYTES.check("fileBytes", fileBytes);
  }

  @Override
  public Digest run(Resources resources) throws Exception {
    ByteBuffer content = content(resources);
    CRC32C checksum = new CRC32C();
    checksum.update(content.duplicate());
    return new Digest(write(resources, content), checksum.getValue());
  }

  ByteBuffer content(Resources resources) throws Exception {
    return resources.open(Contents.class, _ -> new Contents()).ofSize(fileBytes);
  }

  /// How many bytes it wrote.
  long write(Resources resources, ByteBuffer content) throws Exception {
    return resources.open(FileWriter.class, FileWriter::open).write(files, content, fsync);
  }

  /// Outside the heap, so that no write copies it there first; pseudo-random, so that no file
  /// system can compress it.
  private static final class Contents extends Inputs<ByteBuffer> {

    private static final long SEED = 0x5EED_F11E_0000_0001L;

    Contents() {
      super(Contents::random);
    }

    private static ByteBuffer random(int bytes) {
      byte[] content = new byte[bytes];
      new SplittableRandom(SEED).nextBytes(content);
      return ByteBuffer.allocateDirect(bytes).put(content).flip().asReadOnlyBuffer();
    }
  }

  /// Creates the workload that leaves it to the system when files reach the disk.
  public static final class Provider extends FsyncOrNot {

    /// For the service loader.
    public Provider() {
      super("write-files", "writes new files; the system decides when they reach the disk", false);
    }
  }

  /// Creates the workload that waits for the disk.
  public static final class FsyncProvider extends FsyncOrNot {

    /// For the service loader.
    public FsyncProvider() {
      super("write-files-fsync", "writes new files and waits until they are on the disk", true);
    }
  }

  abstract static class FsyncOrNot implements WorkloadProvider {

    private final String name;
    private final String description;
    private final boolean fsync;

    FsyncOrNot(String name, String description, boolean fsync) {
      this.name = name;
      this.description = description;
      this.fsync = fsync;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.IO;
    }

    @Override
    public String description() {
      return description;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("files", "2", "how many files a task writes, one after the other"),
          new Parameter("fileBytes", "65536", "size of each file, bytes"));
    }

    @Override
    public Set<String> backends() {
      return Set.of(DiskBackend.NAME);
    }

    @Override
    public WriteFilesWorkload create(Arguments arguments) {
      return new WriteFilesWorkload(
          arguments.wholeNumber("files", 1), arguments.wholeNumber("fileBytes", 1), fsync);
    }

    @Override
    public Optional<CeilingLoad> ceiling(Arguments arguments) {
      return Optional.of(new CeilingLoad(new BareWrites(create(arguments)), WRITES_AT_ONCE));
    }
  }
}
