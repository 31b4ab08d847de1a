package io.lanemark.benchmarks.workload;

import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;

/// The same reads, without processing the bytes.
///
/// @param reads the reads
record BareReads(ReadFilesWorkload reads) implements Workload<Digest> {

  @Override
  public Digest run(Resources resources) throws Exception {
    FileReader reader = resources.open(FileReader.class, FileReader::open);
    reader.read(reads.files(), reads.fileBytes(), _ -> {});
    return new Digest((long) reads.files() * reads.fileBytes(), 0);
  }
}
