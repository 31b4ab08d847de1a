package io.lanemark.process;

import io.lanemark.process.ipc.FromWorker;
import io.lanemark.process.ipc.Payload;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Code that runs in one worker at the side of its tasks, and its answer.
///
/// @param id of the answer
/// @param encoded what to run
/// @param answer empty if the worker ended before it answered
record Probe(long id, Payload encoded, CompletableFuture<Optional<FromWorker>> answer) {
  Probe(long id, Payload encoded) {
    this(id, encoded, new CompletableFuture<>());
  }
}
