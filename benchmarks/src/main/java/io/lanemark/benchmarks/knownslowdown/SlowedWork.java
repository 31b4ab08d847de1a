package io.lanemark.benchmarks.knownslowdown;

import io.lanemark.benchmarks.operation.OpenOperation;
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

/// The work that is slowed down: five kinds of work for each [SlowdownKind], from hashing to a
/// burst of tasks on a pool of processes.
///
/// The number of units that slow the work down by a tenth was measured on a machine with 2 cores.
/// On another machine the same number has another effect, which must be measured there.
public enum SlowedWork {
  /// Hashes 64 KiB.
  SHA256(SlowdownKind.CPU, 2_050, "sha256", "rounds=1"),
  /// Hashes 4 KiB.
  SHA256_SHORT(SlowdownKind.CPU, 160, "sha256", "bufferBytes=4096,rounds=1"),
  /// Computes 16 rows of the Mandelbrot set.
  MANDELBROT(SlowdownKind.CPU, 16_000, "mandelbrot", "rows=16"),
  /// Parses and sums up 500 orders.
  ORDERS(SlowdownKind.CPU, 12_500, "orders", "orders=500"),
  /// A short message to another JVM and back through a Unix-domain socket.
  ROUND_TRIP(SlowdownKind.CPU, 120, "round-trip", "unix-socket"),
  /// Makes a thumbnail of a picture.
  THUMBNAIL(SlowdownKind.ALLOCATION, 180_000, "thumbnails", ""),
  /// Parses and sums up 2,000 orders.
  ORDERS_MANY(SlowdownKind.ALLOCATION, 19_000, "orders", "orders=2000"),
  /// Maps a million integers in the calling thread.
  MAP(SlowdownKind.ALLOCATION, 290_000, "map", "serial"),
  /// Encodes and decodes tasks and their results.
  CODEC(SlowdownKind.ALLOCATION, 1_850_000, "lambda-codec", "codec"),
  /// A task on another process, and its result.
  APPLY(SlowdownKind.ALLOCATION, 70, "apply", "process+registered"),
  /// Computes 4 rows of the Mandelbrot set.
  MANDELBROT_FEW(SlowdownKind.LOCK, 720, "mandelbrot", "rows=4"),
  /// Parses and sums up 100 orders.
  ORDERS_FEW(SlowdownKind.LOCK, 350, "orders", "orders=100"),
  /// Maps integers in the calling thread, by the hundred.
  MAP_CHUNKS(SlowdownKind.LOCK, 9_500, "map-chunk-100", "serial"),
  /// Maps integers in the calling thread, one by one.
  IMAP(SlowdownKind.LOCK, 25_000, "imap", "serial"),
  /// A burst of tasks on a pool of threads.
  BURST_PLATFORM(SlowdownKind.LOCK, 10_000, "apply-async", "platform"),
  /// Hashes a mebibyte.
  SHA256_LONG(SlowdownKind.IPC_COPY, 950_000, "sha256", "bufferBytes=1048576,rounds=1"),
  /// A mebibyte to another JVM and back through a Unix-domain socket.
  ECHO_1M(SlowdownKind.IPC_COPY, 350_000, "echo-1m", "unix-socket"),
  /// 64 KiB to a task on another process and back.
  APPLY_64K(SlowdownKind.IPC_COPY, 55_000, "apply-64k", "process"),
  /// A burst of tasks on other processes.
  BURST_PROCESS(SlowdownKind.IPC_COPY, 85_000_000, "apply-async", "process"),
  /// Maps integers on other processes, by the hundred.
  MAP_CHUNKS_PROCESS(SlowdownKind.IPC_COPY, 45_000_000, "map-chunk-100", "process");

  private static final int TEN_PERCENT = 10;

  private final SlowdownKind slowdown;
  private final int unitsOfATenth;
  private final String name;
  private final String setting;

  /// @param name of an operation, or of a workload without backends
  /// @param setting name of an implementation of the operation, or arguments of the workload
  SlowedWork(SlowdownKind slowdown, int unitsOfATenth, String name, String setting) {
    this.slowdown = slowdown;
    this.unitsOfATenth = unitsOfATenth;
    this.name = name;
    this.setting = setting;
  }

  /// What slows it down.
  SlowdownKind slowdown() {
    return slowdown;
  }

  /// Opens the work.
  ///
  /// @return to be closed
  /// @throws Exception if it cannot be opened
  OpenOperation open() throws Exception {
    Optional<Operation> operation = Operations.find(name);
    return operation.isPresent() ? of(operation.get()) : ofWorkload();
  }

  /// Prepares what slows it down.
  ///
  /// @param percent by how much, on the machine on which the units were measured; at least 0
  /// @return to be closed
  /// @throws IOException if a pipe cannot be opened
  SlowdownKind.Burden burden(int percent) throws IOException {
    int units = Math.toIntExact(Math.round((double) unitsOfATenth * percent / TEN_PERCENT));
    return units == 0 ? SlowdownKind.Burden.NONE : slowdown.open(units);
  }

  private OpenOperation of(Operation operation) throws Exception {
    int workers = operation.workers(Runtime.getRuntime().availableProcessors());
    return operation
        .implementation(setting)
        .opener()
        .open(new Opening(workers, operation.tasks(), List.of(), WorkerInitializer.NONE));
  }

  private OpenOperation ofWorkload() throws Exception {
    WorkloadProvider provider =
        Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name).named(name);
    return new WorkloadInCaller(provider.create(Arguments.parse(provider.parameters(), setting)));
  }
}
