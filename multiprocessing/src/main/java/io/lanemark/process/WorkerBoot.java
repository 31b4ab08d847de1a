package io.lanemark.process;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameException;
import io.lanemark.process.ipc.Rendezvous;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// All that a worker is told when it starts: the first frame on its standard input.
///
/// @param rendezvous where the parent will wait for it, from [ToWorker.Connect] on
/// @param identity which worker it is
/// @param threads which of its threads run tasks
/// @param capacity how many tasks it is sent at once; 1 for [TaskThreads#MAIN]
/// @param initializer encoded; what it needs may not be loadable, which the worker can only tell
///   once it is connected
@SuppressWarnings("ArrayRecordComponent") // Payloads are handed on, never compared.
record WorkerBoot(
    Rendezvous rendezvous,
    WorkerIdentity identity,
    TaskThreads threads,
    int capacity,
    byte[] initializer) {
  private static final byte TYPE = 'W';

  Frame toFrame() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    rendezvous.writeTo(out);
    out.writeUTF(identity.name());
    out.writeInt(identity.index());
    out.writeInt(identity.size());
    out.writeUTF(threads.name());
    out.writeInt(capacity);
    out.write(initializer);
    return new Frame(TYPE, 0, bytes.toByteArray());
  }

  static WorkerBoot of(Frame frame) throws IOException {
    if (frame.type() != TYPE) {
      throw new FrameException("expected a boot record of type W first: " + frame.type());
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.payload()));
    return new WorkerBoot(
        Rendezvous.readFrom(in),
        new WorkerIdentity(in.readUTF(), in.readInt(), in.readInt()),
        TaskThreads.valueOf(in.readUTF()),
        in.readInt(),
        in.readAllBytes());
  }
}
