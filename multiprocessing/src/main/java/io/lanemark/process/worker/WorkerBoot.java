package io.lanemark.process.worker;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameException;
import io.lanemark.process.ipc.FrameType;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.Rendezvous;
import io.lanemark.process.ipc.ToWorker;
import io.lanemark.task.WorkerIdentity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Everything that a worker needs to start: the first frame on its standard input.
///
/// @param rendezvous where the parent will wait for it, from [ToWorker.Connect] on
/// @param identity which worker it is
/// @param threads which of its threads run tasks
/// @param capacity how many tasks it is sent at most at once
/// @param maxMessageBytes limit of messages in both directions
/// @param records names of the records that are known by their numbers
/// @param initializer encoded; what it needs may not be loadable, which the worker can only tell
///   once it is connected
public record WorkerBoot(
    Rendezvous rendezvous,
    WorkerIdentity identity,
    TaskThreads threads,
    int capacity,
    long maxMessageBytes,
    List<String> records,
    Payload initializer) {
  /// The first frame on the standard input of a worker.
  ///
  /// @return the frame
  /// @throws IOException never: it is written to memory
  public Frame toFrame() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    rendezvous.writeTo(out);
    out.writeUTF(identity.name());
    out.writeInt(identity.index());
    out.writeInt(identity.size());
    out.writeUTF(threads.name());
    out.writeInt(capacity);
    out.writeLong(maxMessageBytes);
    out.writeInt(records.size());
    for (String name : records) {
      out.writeUTF(name);
    }
    out.write(initializer.bytes());
    return new Frame(
        FrameType.BOOT,
        0,
        new Payload(bytes.toByteArray(), initializer.attachments(), initializer.pieces()));
  }

  /// Reads the frame.
  ///
  /// @param frame the first one on standard input
  /// @return what it says
  /// @throws IOException if it is not such a frame
  static WorkerBoot of(Frame frame) throws IOException {
    if (frame.type() != FrameType.BOOT) {
      throw new FrameException("expected a BOOT frame first: " + frame.type());
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.payload().bytes()));
    Rendezvous rendezvous = Rendezvous.readFrom(in);
    WorkerIdentity identity = new WorkerIdentity(in.readUTF(), in.readInt(), in.readInt());
    TaskThreads threads = TaskThreads.valueOf(in.readUTF());
    int capacity = in.readInt();
    long maxMessageBytes = in.readLong();
    int registered = in.readInt();
    List<String> records = new ArrayList<>();
    for (int i = 0; i < registered; i++) {
      records.add(in.readUTF());
    }
    Payload initializer =
        new Payload(in.readAllBytes(), frame.payload().attachments(), frame.payload().pieces());
    return new WorkerBoot(
        rendezvous, identity, threads, capacity, maxMessageBytes, records, initializer);
  }
}
