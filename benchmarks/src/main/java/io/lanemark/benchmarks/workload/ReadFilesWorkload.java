package io.lanemark.benchmarks.workload;

import io.lanemark.benchmarks.backend.FileSet;
import io.lanemark.benchmarks.backend.FilesBackend;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.CeilingLoad;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/// Reads files of the `files` backend, one after the other: past the page cache if the file system
/// allows that, otherwise through it. The label of the backend says which.
///
/// All files hold the same bytes. So each task takes the next files of the set, concurrent tasks
/// read different files, and the digest is still always the same.
///
/// @param files how many a task reads; from 1 to 10 000
/// @param fileBytes how much of each, from its beginning; from 1 to [FileSet#FILE_BYTES]
public record ReadFilesWorkload(int files, int fileBytes) implements Workload<Digest> {

  private static final Range FILES = new Range(1, 10_000);

  /// More than any disk works on at once.
  private static final int READS_AT_ONCE = 64;

  private static final Range FILE_BYTES = new Range(1, FileSet.FILE_BYTES);

  /// Refuses what is out of range.
  public ReadFilesWorkload {
    FILES.check("files", files);
    FILE_BYTES.check("fileBytes", fileBytes);
  }

  @Override
  public Digest run(Resources resources) throws Exception {
    FileReader reader = resources.open(FileReader.class, FileReader::open);
    CRC32C checksum = new CRC32C();
    reader.read(files, fileBytes, checksum::update);
    return new Digest((long) files * fileBytes, checksum.getValue());
  }

  /// Makes it from parameters.
  public static final class Provider implements WorkloadProvider {

    /// For the service loader.
    public Provider() {}

    @Override
    public String name() {
      return "read-files";
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.IO;
    }

    @Override
    public String description() {
      return "reads files of the run's own file system, with O_DIRECT where it is supported,"
          + " otherwise from the page cache";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("files", "4", "how many files a task reads, one after the other"),
          new Parameter("fileBytes", "65536", "how much of each file, bytes; at most 1 MiB"));
    }

    @Override
    public Set<String> backends() {
      return Set.of(FilesBackend.NAME);
    }

    @Override
    public ReadFilesWorkload create(Arguments arguments) {
      return new ReadFilesWorkload(
          arguments.wholeNumber("files", 1), arguments.wholeNumber("fileBytes", 1));
    }

    @Override
    public Optional<CeilingLoad> ceiling(Arguments arguments) {
      return Optional.of(new CeilingLoad(new BareReads(create(arguments)), READS_AT_ONCE));
    }
  }
}
