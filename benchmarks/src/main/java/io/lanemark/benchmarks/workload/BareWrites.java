package io.lanemark.benchmarks.workload;

import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;

/// The same writes, without a checksum of the bytes.
///
/// @param writes the writes
record BareWrites(WriteFilesWorkload writes) implements Workload<Digest> {

  @Override
  public Digest run(Resources resources) throws Exception {
    return new Digest(writes.write(resources, writes.content(resources)), 0);
  }
}
