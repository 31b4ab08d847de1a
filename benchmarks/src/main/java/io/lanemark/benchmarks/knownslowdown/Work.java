package io.lanemark.benchmarks.knownslowdown;

import io.lanemark.benchmarks.operation.Calls;
import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.model.ExecutionModel.Opening;
import io.lanemark.registry.Registry;
import io.lanemark.task.WorkerInitializer;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.WorkloadProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What is made slower: five each for every kind of [Slowdown], from hashing to a burst of tasks on
/// a pool of processes.
///
/// How many units make it slower by a tenth was measured on a machine with 2 cores, and is another
/// number elsewhere: what it comes to there is for the measurement to say.
public enum Work {
  /// Hashes 64 KiB.
  SHA256(Slowdown.CPU, 2_050, "sha256", "rounds=1"),
  /// Hashes 4 KiB.
  SHA256_SHORT(Slowdown.CPU, 160, "sha256", "bufferBytes=4096,rounds=1"),
  /// Computes 16 rows of the Mandelbrot set.
  MANDELBROT(Slowdown.CPU, 16_000, "mandelbrot", "rows=16"),
  /// Parses and sums up 500 orders.
  ORDERS(Slowdown.CPU, 12_500, "orders", "orders=500"),
  /// A short message to another JVM and back through a Unix-domain socket.
  ROUND_TRIP(Slowdown.CPU, 120, "round-trip", "unix-socket"),
  /// Makes a thumbnail of a picture.
  THUMBNAIL(Slowdown.ALLOCATION, 180_000, "thumbnails", ""),
  /// Parses and sums up 2,000 orders.
  ORDERS_MANY(Slowdown.ALLOCATION, 19_000, "orders", "orders=2000"),
  /// Maps a million integers in the calling thread.
  MAP(Slowdown.ALLOCATION, 290_000, "map", "serial"),
  /// Encodes and decodes tasks and their results.
  CODEC(Slowdown.ALLOCATION, 1_850_000, "lambda-codec", "codec"),
  /// A task on another process, and its result.
  APPLY(Slowdown.ALLOCATION, 70, "apply", "process+registered"),
  /// Computes 4 rows of the Mandelbrot set.
  MANDELBROT_FEW(Slowdown.LOCK, 720, "mandelbrot", "rows=4"),
  /// Parses and sums up 100 orders.
  ORDERS_FEW(Slowdown.LOCK, 350, "orders", "orders=100"),
  /// Maps integers in the calling thread, by the hundred.
  MAP_CHUNKS(Slowdown.LOCK, 9_500, "map-chunk-100", "serial"),
  /// Maps integers in the calling thread, one by one.
  IMAP(Slowdown.LOCK, 25_000, "imap", "serial"),
  /// A burst of tasks on a pool of threads.
  BURST_PLATFORM(Slowdown.LOCK, 10_000, "apply-async", "platform"),
  /// Hashes a mebibyte.
  SHA256_LONG(Slowdown.IPC_COPY, 950_000, "sha256", "bufferBytes=1048576,rounds=1"),
  /// A mebibyte to another JVM and back through a Unix-domain socket.
  ECHO_1M(Slowdown.IPC_COPY, 350_000, "echo-1m", "unix-socket"),
  /// 64 KiB to a task on another process and back.
  APPLY_64K(Slowdown.IPC_COPY, 55_000, "apply-64k", "process"),
  /// A burst of tasks on other processes.
  BURST_PROCESS(Slowdown.IPC_COPY, 85_000_000, "apply-async", "process"),
  /// Maps integers on other processes, by the hundred.
  MAP_CHUNKS_PROCESS(Slowdown.IPC_COPY, 45_000_000, "map-chunk-100", "process");

  private static final int TEN_PERCENT = 10;

  private final Slowdown slowdown;
  private final int unitsOfATenth;
  private final String name;
  private final String setting;

  /// @param name of an operation, or of a workload without backends
  /// @param setting the subject of the operation, or arguments of the workload
  Work(Slowdown slowdown, int unitsOfATenth, String name, String setting) {
    this.slowdown = slowdown;
    this.unitsOfATenth = unitsOfATenth;
    this.name = name;
    this.setting = setting;
  }

  /// What makes it slower.
  Slowdown slowdown() {
    return slowdown;
  }

  /// Makes it ready.
  ///
  /// @return to be closed
  /// @throws Exception if it cannot be opened
  Calls open() throws Exception {
    Optional<Operation> operation = Operations.find(name);
    return operation.isPresent() ? of(operation.get()) : ofWorkload();
  }

  /// Makes ready what slows it down.
  ///
  /// @param percent by how much, on the machine on which that was measured; at least 0
  /// @return to be closed
  /// @throws IOException if there is no pipe to be had
  Slowdown.Burden burden(int percent) throws IOException {
    int units = Math.toIntExact(Math.round((double) unitsOfATenth * percent / TEN_PERCENT));
    return units == 0 ? Slowdown.Burden.NONE : slowdown.open(units);
  }

  private Calls of(Operation operation) throws Exception {
    int workers = operation.workers(Runtime.getRuntime().availableProcessors());
    return operation
        .subject(setting)
        .opener()
        .open(new Opening(workers, operation.tasks(), List.of(), WorkerInitializer.NONE));
  }

  private Calls ofWorkload() throws Exception {
    WorkloadProvider provider =
        Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name).named(name);
    return new InCaller(provider.create(Arguments.parse(provider.parameters(), setting)));
  }
}
