package io.lanemark.benchmarks.workload;

import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.SplittableRandom;

/// Hashes a buffer again and again, each round with the hash of the one before.
///
/// The buffer is made once in each JVM and only read, so only a few bytes are sent for a task, and
/// it makes hardly any garbage.
///
/// @param bufferBytes size of the buffer; from 1 to 2^26
/// @param rounds how often it is hashed; from 1 to 10^6
public record Sha256Workload(int bufferBytes, int rounds) implements Workload<Digest> {

  private static final Range BUFFER_BYTES = new Range(1, 1 << 26);
  private static final Range ROUNDS = new Range(1, 1_000_000);

  /// Refuses what is out of range.
  public Sha256Workload {
    BUFFER_BYTES.check("bufferBytes", bufferBytes);
    ROUNDS.check("rounds", rounds);
  }

  @Override
  public Digest run(Resources resources) throws Exception {
    byte[] buffer = resources.open(Buffers.class, _ -> new Buffers()).ofSize(bufferBytes);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] hash = {};
    for (int round = 0; round < rounds; round++) {
      sha256.update(hash);
      hash = sha256.digest(buffer);
    }
    return new Digest((long) bufferBytes * rounds, ByteBuffer.wrap(hash).getLong());
  }

  private static final class Buffers extends Inputs<byte[]> {

    private static final long SEED = 0x5EED_5A25_6000_0001L;

    Buffers() {
      super(Buffers::random);
    }

    private static byte[] random(int bytes) {
      byte[] buffer = new byte[bytes];
      new SplittableRandom(SEED).nextBytes(buffer);
      return buffer;
    }
  }

  /// Makes it from parameters.
  public static final class Provider implements WorkloadProvider {

    /// For the service loader.
    public Provider() {}

    @Override
    public String name() {
      return "sha256";
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.CPU;
    }

    @Override
    public String description() {
      return "SHA-256 over a buffer, again and again; nothing waits";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("bufferBytes", "65536", "size of the buffer, bytes"),
          new Parameter("rounds", "24", "how often a task hashes it"));
    }

    @Override
    public Sha256Workload create(Arguments arguments) {
      return new Sha256Workload(
          arguments.wholeNumber("bufferBytes", 1), arguments.wholeNumber("rounds", 1));
    }
  }
}
