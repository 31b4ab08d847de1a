package io.lanemark.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A question to one worker.
///
/// @param id of the answer
/// @param encoded what to run
/// @param answer empty when the worker went before it answered
@SuppressWarnings("ArrayRecordComponent") // Payloads are handed on, never compared.
record Probe(long id, byte[] encoded, CompletableFuture<Optional<FromWorker>> answer) {
  Probe(long id, byte[] encoded) {
    this(id, encoded, new CompletableFuture<>());
  }
}
