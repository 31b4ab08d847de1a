package io.lanemark.benchmarks.operation;

import io.lanemark.task.SerializableCallable;

/// The tasks of the operations. None of them does any work.
final class Tasks {

  /// Returns [#ANSWER]. It is sent to another JVM by Java serialisation.
  static final SerializableCallable<Integer> EMPTY = () -> 1;

  /// What the empty tasks return.
  static final int ANSWER = 1;

  private Tasks() {}

  /// Returns [#ANSWER]. It is sent to another JVM as a number if it is registered with the pool.
  record Registered() implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      return ANSWER;
    }
  }

  /// Returns its payload.
  ///
  /// @param payload goes there and back
  @SuppressWarnings("ArrayRecordComponent") // It is carried, never compared.
  record Echo(byte[] payload) implements SerializableCallable<byte[]> {
    @Override
    public byte[] call() {
      return payload;
    }
  }

  /// Bytes that are not all alike.
  static byte[] payload(int bytes) {
    byte[] payload = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      payload[i] = (byte) (31 * i + (i >>> 8));
    }
    return payload;
  }
}
