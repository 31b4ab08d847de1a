package io.lanemark.benchmarks.operation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Bytes to another JVM and back: over bare links, which set the limit, and over the process pool,
/// with as many bytes.
final class TransportOperations {

  private static final int SHORT_MESSAGE_BYTES = 64;

  private static final List<String> PYTHON = List.of(Link.PIPE.label());

  private TransportOperations() {}

  static List<Operation> operations() {
    return List.of(
        new Operation(
            "round-trip",
            "64 bytes to another process and back; an empty task on the pool",
            DispatchOperations.carrying(SHORT_MESSAGE_BYTES),
            1,
            DispatchOperations.SHORT_CALLS,
            false,
            implementations(
                SHORT_MESSAGE_BYTES,
                ExecutorImplementations.pool(
                    executor -> new SubmitOne(executor, Tasks.EMPTY, Tasks.ANSWER)),
                ExecutorImplementations.registering(
                    executor -> new SubmitOne(executor, new Tasks.Registered(), Tasks.ANSWER))),
            PYTHON),
        echo("echo-64k", "64 KiB", 1 << 16),
        echo("echo-1m", "1 MiB", 1 << 20),
        new Operation(
            "lambda-codec",
            String.format(
                Locale.ROOT,
                "%,d lambdas and their results, encoded and decoded; a burst of them on the pool",
                DispatchOperations.BURST),
            DispatchOperations.NO_ARGUMENTS,
            DispatchOperations.BURST,
            1,
            false,
            List.of(
                new Implementation(
                    "codec",
                    "only encoding and decoding, in one thread",
                    _ -> new CodecAlone(DispatchOperations.BURST)),
                ExecutorImplementations.pool(
                    executor ->
                        new SubmitMany(
                            executor, Tasks.EMPTY, Tasks.ANSWER, DispatchOperations.BURST))),
            List.of()));
  }

  private static Operation echo(String name, String size, int bytes) {
    byte[] payload = Tasks.payload(bytes);
    return new Operation(
        name,
        "%s to another process and back, from an array into a fresh array".formatted(size),
        DispatchOperations.carrying(bytes),
        1,
        1,
        false,
        implementations(
            bytes,
            ExecutorImplementations.pool(
                executor -> new SubmitOne(executor, new Tasks.Echo(payload), payload))),
        PYTHON);
  }

  /// Every link, and the pool.
  private static List<Implementation> implementations(int bytes, Implementation... pools) {
    return Stream.concat(
            Stream.of(Link.values())
                .map(
                    link ->
                        new Implementation(
                            link.label(),
                            link.description(),
                            opening ->
                                new Exchange(
                                    link.open(
                                        EchoMain.command(bytes, opening.workerJvmArguments())),
                                    Tasks.payload(bytes)))),
            Stream.of(pools))
        .toList();
  }
}
